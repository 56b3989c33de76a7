import fs from 'node:fs';
import path from 'node:path';

import type { Page } from 'playwright-core';
import sharp from 'sharp';

import { ROOT } from '../../scripts/setup';

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** What the page shows now. The same page gives the same bytes. */
export async function photograph(page: Page, clip?: Box) {
	await page.evaluate('document.fonts.ready');
	return await page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
}

/** Takes a picture with as few colours as it needs, keeps it if it has a file, and says how many bytes it has. */
export async function takePicture(page: Page, file: string | undefined, clip: Box) {
	const picture = await sharp(await photograph(page, clip))
		.png({ palette: true, quality: 90, effort: 10, compressionLevel: 9 })
		.toBuffer();
	if (file !== undefined) save(file, picture);
	return picture.length;
}

/** Writes a file of the documentation. */
export function save(file: string, content: Buffer) {
	const target = path.join(ROOT, file);
	fs.mkdirSync(path.dirname(target), { recursive: true });
	fs.writeFileSync(target, content);
}
