/**
 * All texts in a value, however deep: what JSON leaves out as well, such as stacks, causes, hidden properties, symbols,
 * maps, sets and buffers.
 */
export function* textsIn(value: unknown, seen = new Set<object>()): Generator<string> {
	if (typeof value === 'string') yield value;
	if (typeof value === 'symbol' || typeof value === 'function') yield String(value);
	if (typeof value !== 'object' || value === null || seen.has(value)) return;
	seen.add(value);
	if (ArrayBuffer.isView(value)) {
		yield Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
		return;
	}
	if (value instanceof Map || value instanceof Set) yield* textsIn([...value], seen);
	for (const key of Reflect.ownKeys(value)) {
		yield String(key);
		let part: unknown;
		try {
			part = Reflect.get(value, key);
		} catch {
			// A getter that does not want to be asked tells nobody anything.
		}
		yield* textsIn(part, seen);
	}
}

/** The ways in which a key could be written. */
export const formsOf = (key: string) => [
	key,
	encodeURIComponent(key),
	...(['base64', 'base64url', 'hex'] as const).map((encoding) =>
		Buffer.from(key).toString(encoding),
	),
	Array.from(key).reverse().join(''),
	// Cut off in the middle it would still be half a key.
	key.slice(Math.floor(key.length / 3)),
	key.slice(0, Math.ceil((key.length * 2) / 3)),
];

/** The texts in which a key stands, in any form. */
export function placesOf(key: string, value: unknown) {
	const forms = formsOf(key);
	return [...textsIn(value)].filter((text) => forms.some((form) => text.includes(form)));
}
