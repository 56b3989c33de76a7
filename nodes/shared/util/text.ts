/** Text from outside, fit for a message: one line, printable, not too long. */
export function cleanText(text: string, max = 300): string {
	const line = text
		.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	// Not in the middle of an emoji.
	return line.length > max ? `${line.slice(0, max).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

/** The first of these values that can identify something. Zero can, blank text cannot. */
export function identifierIn(...values: unknown[]): string | undefined {
	const found = values.find((value) =>
		typeof value === 'string' ? !isBlank(value) : typeof value === 'number',
	);
	return found === undefined ? undefined : String(found);
}

/** Whether nothing of a text is visible: white space, and characters without a shape. */
export const isBlank = (text: string): boolean => !/[^\s\p{C}\p{M}\p{DI}\u2800]/u.test(text);
