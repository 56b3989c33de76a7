/** Jest's matchers for parts of a value. Theirs are of any type, these of none. */
export const like = {
	any: (type: unknown): unknown => expect.any(type),
	object: (part: object): unknown => expect.objectContaining(part),
	text: (part: string): unknown => expect.stringContaining(part),
	pattern: (pattern: RegExp): unknown => expect.stringMatching(pattern),
	list: (part: readonly unknown[]): unknown => expect.arrayContaining(part),
};
