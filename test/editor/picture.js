'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../../scripts/n8n/ensure');

/** Letters that another computer draws a little differently do not make another picture. */
const SAME = 0.01;

/** How much of two pictures differs, from 0 to 1. Runs in the browser. */
async function difference(pictures) {
	const [one, two] = await Promise.all(
		pictures.map(async (data) => {
			const blob = await (await fetch(`data:image/png;base64,${data}`)).blob();
			const image = await createImageBitmap(blob);
			const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
			context.drawImage(image, 0, 0);
			const { data: bytes } = context.getImageData(0, 0, image.width, image.height);
			return new Uint32Array(bytes.buffer);
		}),
	);
	if (one.length !== two.length) return 1;
	return one.filter((pixel, index) => pixel !== two[index]).length / one.length;
}

/**
 * Takes a picture for the documentation, and keeps the one that is there when it shows the same.
 * @returns how many bytes it has
 */
async function takePicture(page, file, clip) {
	await page.evaluate(() => document.fonts.ready);
	const picture = await page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
	const target = path.join(ROOT, file);
	if (fs.existsSync(target)) {
		const blank = await page.context().newPage();
		const pictures = [fs.readFileSync(target), picture].map((each) => each.toString('base64'));
		const differs = await blank.evaluate(difference, pictures);
		await blank.close();
		if (differs < SAME) return fs.statSync(target).size;
	}
	fs.mkdirSync(path.dirname(target), { recursive: true });
	fs.writeFileSync(target, picture);
	return picture.length;
}

module.exports = { takePicture };
