/* The README's chart, drawn from the measurements. */
import type { Results, Row } from './row';

const THEMES = {
	light: { text: '#1f2328', quiet: '#59636e', ours: '#0a66c2', loop: '#c4cad1' },
	dark: { text: '#f0f6fc', quiet: '#9198a1', ours: '#58a6ff', loop: '#484f58' },
};
export type Theme = keyof typeof THEMES;
export const CHART_THEMES: Theme[] = ['light', 'dark'];

const WORLDS: Array<[name: string, label: string]> = [
	['60 tasks of 1 s, one after another', '60 tasks of 1 s, in turn'],
	['20 tasks of 3 s, one after another', '20 tasks of 3 s, in turn'],
	['20 tasks of 1 to 20 s', '20 of 1 to 20 s, at once'],
	['200 tasks of 1 to 60 s', '200 of 1 to 60 s, at once'],
];
const PANELS: Array<[measure: string, title: string, unit: string]> = [
	['status requests per task', 'Status requests for each task', ''],
	['mean delay until noticed', 'Until a result is noticed, on average', ' s'],
];

const [WIDTH, LABELS, PANEL, GAP] = [880, 200, 270, 50];
const [TOP, ROW, BAR] = [84, 52, 16];
const FONT = '-apple-system, Segoe UI, Helvetica, Arial, sans-serif';

export const chartFile = (theme: Theme) => `docs/images/waiting-${theme}.svg`;

function find({ rows }: Results, name: string): Row & { loop: number } {
	const row = rows.find((each) => each.name === name);
	if (!row || row.loop === null) throw new Error(`Not measured: ${name}`);
	return { ...row, loop: row.loop };
}

export function drawChart(results: Results, theme: Theme): string {
	const { text, quiet, ours: oursColor, loop: loopColor } = THEMES[theme];
	const label = (
		x: number,
		y: number,
		size: number,
		color: string,
		words: string,
		anchor = 'start',
	) =>
		`<text x="${x}" y="${y}" font-size="${size}" fill="${color}" text-anchor="${anchor}">${words}</text>`;
	const bar = (x: number, y: number, width: number, color: string) =>
		`<rect x="${x}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2" fill="${color}"/>`;
	const height = TOP + WORLDS.length * ROW + 12;

	const panels = PANELS.flatMap(([measure, title, unit], panel) => {
		const left = LABELS + panel * (PANEL + GAP);
		const rows = WORLDS.map(([world]) => find(results, `${world}: ${measure}`));
		const largest = Math.max(...rows.flatMap(({ ours, loop }) => [ours, loop]));
		const number = (value: number) => `${value.toFixed(1)}${unit}`;
		return [
			label(left, TOP - 18, 14, text, title),
			...rows.flatMap(({ ours, loop }, nth) => {
				const y = TOP + nth * ROW;
				const widthOf = (value: number) => ((PANEL - 40) * value) / largest;
				return [
					bar(left, y, widthOf(ours), oursColor),
					label(left + widthOf(ours) + 6, y + 13, 13, text, number(ours)),
					bar(left, y + BAR + 3, widthOf(loop), loopColor),
					label(left + widthOf(loop) + 6, y + BAR + 16, 13, quiet, number(loop)),
				];
			}),
		];
	});
	const legend = [
		bar(LABELS, 18, 24, oursColor),
		label(LABELS + 32, 31, 14, text, 'OutX Wait for Task'),
		bar(LABELS + 200, 18, 24, loopColor),
		label(LABELS + 232, 31, 14, quiet, 'A loop of HTTP Request, If and Wait (5 s)'),
	];
	const worlds = WORLDS.map(([, name], nth) => label(0, TOP + nth * ROW + 22, 14, text, name));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONT}">`,
		...legend,
		...worlds,
		...panels,
		'</svg>\n',
	].join('\n');
}
