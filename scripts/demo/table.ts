/** Scripts and emoji that take two columns on a screen. */
const WIDE =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]/u;

/** @param {string} text */
function widthOf(text) {
	let width = 0;
	for (const char of text.normalize('NFC')) {
		if (!/\p{M}|\p{Cf}/u.test(char)) width += WIDE.test(char) ? 2 : 1;
	}
	return width;
}

/** Rows of text, the first of them the heading, in columns. @param {string[][]} rows */
function table(rows) {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]))));
	const line = (/** @type {string[]} */ row) =>
		`  ${row.map((cell, i) => cell + ' '.repeat(widths[i] - widthOf(cell))).join('   ')}`.trimEnd();
	const rule = widths.map((width) => '─'.repeat(width));
	return [rows[0], rule, ...rows.slice(1)].map(line).join('\n');
}

export { table };
