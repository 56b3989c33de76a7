// Looking a global up is slow in Jest, and a world draws some 100,000 numbers.
const { floor, imul } = Math;

/** @typedef {ReturnType<typeof createRandom>} Random */

/**
 * A number for a text, so that parts of the world do not disturb each other's random sequence.
 * @param {number | string} seed
 * @param {string} part
 */
function seedFor(seed, part) {
	let hash = 2166136261;
	for (const char of `${seed}/${part}`) {
		hash = imul(hash ^ /** @type {number} */ char.codePointAt(0), 16777619);
	}
	return hash >>> 0;
}

/**
 * mulberry32: small, quick, and the same on every platform.
 * @param {number | string} seed
 * @param {string} part
 */
function createRandom(seed, part) {
	let state = seedFor(seed, part);
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = imul(state ^ (state >>> 15), 1 | state);
		t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	/** @param {number} min @param {number} max both included */
	const int = (min, max) => min + floor(next() * (max - min + 1));
	/** @param {string} alphabet @param {number} length */
	const text = (alphabet, length) => {
		let out = '';
		for (let i = 0; i < length; i++) out += alphabet[int(0, alphabet.length - 1)];
		return out;
	};

	return {
		next,
		int,
		text,
		/** @param {number} probability */
		chance: (probability) => next() < probability,
		/** @template T @param {readonly T[]} list @returns {T} */
		pick: (list) => list[int(0, list.length - 1)],
		/** @template T @param {readonly T[]} list @param {number} count @returns {T[]} */
		sample(list, count) {
			return this.shuffle(list).slice(0, count);
		},
		/** @template T @param {readonly T[]} list @returns {T[]} */
		shuffle(list) {
			const out = [...list];
			for (let i = out.length - 1; i > 0; i--) {
				const j = int(0, i);
				[out[i], out[j]] = [out[j], out[i]];
			}
			return out;
		},
		uuid() {
			const hex = '0123456789abcdef';
			const variant = text('89ab', 1);
			return `${text(hex, 8)}-${text(hex, 4)}-4${text(hex, 3)}-${variant}${text(hex, 3)}-${text(hex, 12)}`;
		},
	};
}

export { createRandom };
