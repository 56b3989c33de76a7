import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';

import { boxOf } from './editor';
import { photograph, save } from './picture';

interface Point {
	x: number;
	y: number;
}

/** A pointer for the film: a picture of the page has none. */
const POINTER = `
	const pointer = document.createElement('div');
	pointer.innerHTML = '<svg width="22" height="22" viewBox="0 0 22 22"><path d="M3 2l15 8-6.5 1.8L8 18z" fill="#111" stroke="#fff" stroke-width="1.5"/></svg>';
	Object.assign(pointer.style, { position: 'fixed', left: 0, top: 0, zIndex: 99999, pointerEvents: 'none' });
	document.body.append(pointer);
	addEventListener('mousemove', ({ clientX, clientY }) => {
		pointer.style.transform = \`translate(\${clientX - 3}px, \${clientY - 2}px)\`;
	}, true);
`;
const STEPS = 5;
const STEP_MS = 70;

/** An animated picture of a page, made of photographs. */
export class Film {
	private readonly frames: { picture: Buffer; ms: number }[] = [];
	private pointer: Point = { x: 0, y: 0 };

	constructor(private readonly page: Page) {}

	/** Gives the page a pointer, which is here at first. */
	async begin(pointer: Point) {
		await this.page.evaluate(POINTER);
		this.pointer = pointer;
		await this.page.mouse.move(pointer.x, pointer.y);
	}

	/** Shows the page as it is now for so long. */
	async show(ms: number) {
		const picture = await photograph(this.page);
		const latest = this.frames.at(-1);
		if (latest?.picture.equals(picture)) latest.ms += ms;
		else this.frames.push({ picture, ms });
	}

	/** Moves the pointer to the middle of something. */
	async moveTo(target: Locator) {
		const { x, y, width, height } = await boxOf(target);
		const from = this.pointer;
		this.pointer = { x: x + width / 2, y: y + height / 2 };
		for (let step = 1; step <= STEPS; step++) {
			const part = step / STEPS;
			await this.page.mouse.move(
				from.x + (this.pointer.x - from.x) * part,
				from.y + (this.pointer.y - from.y) * part,
			);
			await this.show(STEP_MS);
		}
	}

	/** Shows what happens until something can be seen, a picture every so often. */
	async showUntil(end: Locator, everyMs: number) {
		while (!(await end.isVisible())) {
			await this.show(everyMs);
			await this.page.waitForTimeout(everyMs);
		}
	}

	get seconds() {
		return this.frames.reduce((sum, { ms }) => sum + ms, 0) / 1000;
	}

	/** Keeps the film as an animated WebP and says how many bytes it has. */
	async save(file: string) {
		const film = await sharp(
			this.frames.map(({ picture }) => picture),
			{ join: { animated: true } },
		)
			.webp({
				delay: this.frames.map(({ ms }) => ms),
				loop: 0,
				quality: 75,
				effort: 6,
				minSize: true,
			})
			.toBuffer();
		save(file, film);
		return film.length;
	}
}
