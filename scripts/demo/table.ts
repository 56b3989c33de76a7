/** Scripts and emoji that take two columns on a screen. */
const WIDE =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u;

function widthOf(text: string) {
	let width = 0;
	for (const char of text.normalize('NFC')) {
		if (!/\p{M}|\p{Cf}/u.test(char)) width += WIDE.test(char) ? 2 : 1;
	}
	return width;
}

/** Rows of text in columns below a heading. */
export function table(heading: string[], rows: string[][]) {
	const widths = heading.map((_, column) =>
		Math.max(...[heading, ...rows].map((row) => widthOf(row[column]))),
	);
	const line = (row: string[]) =>
		`  ${row.map((cell, column) => cell + ' '.repeat(widths[column] - widthOf(cell))).join('   ')}`.trimEnd();
	const rule = widths.map((width) => '─'.repeat(width));
	return [heading, rule, ...rows].map(line).join('\n');
}
