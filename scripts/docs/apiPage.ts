/*
 * docs/api.md: its text is written by hand, and its tables tell what the operations really call.
 */

/** By call, such as "GET /api-team", the operations that make it. */
export type Calls = Map<string, string[]>;

const isTask = (path: string) => path.startsWith('/linkedin-agent/');
const isWatchlist = (path: string) => path.endsWith('-watchlist');

const TABLES = [
	{ heading: '## LinkedIn tasks', has: isTask },
	{ heading: '## Watchlists', has: isWatchlist },
	{
		heading: '## Posts, interactions and the team',
		has: (path: string) => !isTask(path) && !isWatchlist(path),
	},
];
const METHODS = ['POST', 'GET', 'PUT', 'DELETE'];
const ROW = /^\| `(GET|POST|PUT|DELETE)` +\| `(\/[\w/-]+)` +\|(?: (.+?) +\|)?$/gm;

/** Rows of the page's tables. An endpoint that is left out has no operations. */
export function rowsOf(page: string) {
	return [...page.matchAll(ROW)].map((row) => {
		const [, method, path, operations] = [...row] as (string | undefined)[];
		return { call: `${method} ${path}`, operations: operations?.split(', ') ?? [] };
	});
}

function table(rows: string[][]) {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const line = (row: string[]) =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
	const rule = widths.map((width) => '-'.repeat(width));
	return [rows[0], rule, ...rows.slice(1)].map(line).join('\n');
}

const order = (call: string) => {
	const [method, path] = call.split(' ');
	return `${path} ${METHODS.indexOf(method)}`;
};

/** The page with tables of these calls. */
export function withCalls(page: string, calls: Calls) {
	const sorted = [...calls].sort(([one], [other]) => (order(one) < order(other) ? -1 : 1));
	return TABLES.reduce((text, { heading, has }) => {
		const rows = sorted.flatMap(([call, operations]) => {
			const [method, path] = call.split(' ');
			return has(path) ? [[`\`${method}\``, `\`${path}\``, [...operations].sort().join(', ')]] : [];
		});
		const start = text.indexOf('\n| ', text.indexOf(heading)) + 1;
		const end = text.indexOf('\n\n', start);
		return [
			text.slice(0, start),
			table([['Method', 'Path', 'Operation'], ...rows]),
			text.slice(end),
		].join('');
	}, page);
}
