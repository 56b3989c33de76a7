import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/n8n/ensure';

/** Takes a picture for the documentation. The same page gives the same bytes. @returns how many */
async function takePicture(page, file, clip) {
	await page.evaluate(() => document.fonts.ready);
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

export { takePicture };
