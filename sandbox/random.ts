// Looking a global up is slow in Jest, and a world draws some 100,000 numbers.
const { floor, imul } = Math;

export type Seed = number | string;
export type Random = ReturnType<typeof createRandom>;

/** A number for a text, so that parts of the world do not disturb each other's random sequence. */
function seedFor(seed: Seed, part: string) {
	let hash = 2166136261;
	for (const char of `${seed}/${part}`) {
		hash = imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
	}
	return hash >>> 0;
}

/** mulberry32: small, quick, and the same on every platform. */
export function createRandom(seed: Seed, part: string) {
	let state = seedFor(seed, part);
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = imul(state ^ (state >>> 15), 1 | state);
		t = (t + imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	/** Both ends are included. */
	const int = (min: number, max: number) => min + floor(next() * (max - min + 1));
	const text = (alphabet: string, length: number) => {
		let out = '';
		for (let i = 0; i < length; i++) out += alphabet[int(0, alphabet.length - 1)];
		return out;
	};
	const shuffle = <T>(list: readonly T[]) => {
		const out = [...list];
		for (let i = out.length - 1; i > 0; i--) {
			const j = int(0, i);
			[out[i], out[j]] = [out[j], out[i]];
		}
		return out;
	};

	return {
		next,
		int,
		text,
		shuffle,
		chance: (probability: number) => next() < probability,
		pick: <T>(list: readonly T[]) => list[int(0, list.length - 1)],
		sample: <T>(list: readonly T[], count: number) => shuffle(list).slice(0, count),
		uuid: () => {
			const hex = '0123456789abcdef';
			const variant = text('89ab', 1);
			return `${text(hex, 8)}-${text(hex, 4)}-4${text(hex, 3)}-${variant}${text(hex, 3)}-${text(hex, 12)}`;
		},
	};
}
