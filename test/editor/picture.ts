import fs from 'node:fs';
import path from 'node:path';

import type { Page } from 'playwright-core';

import { ROOT } from '../../scripts/setup';

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Takes a picture for the documentation and says how many bytes it has. The same page gives the same bytes. */
export async function takePicture(page: Page, file: string, clip: Box) {
	await page.evaluate('document.fonts.ready');
	const target = path.join(ROOT, file);
	fs.mkdirSync(path.dirname(target), { recursive: true });
	const picture = await page.screenshot({
		path: target,
		clip,
		animations: 'disabled',
		caret: 'hide',
	});
	return picture.length;
}
