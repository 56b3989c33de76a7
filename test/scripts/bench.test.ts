import fs from 'node:fs';
import path from 'node:path';

import { CHART_THEMES, chartFile, drawChart } from '../../bench/chart';
import { results, rowOf } from '../../bench/row';
import { ROOT } from '../../scripts/setup';

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const saved = () => results.parse(JSON.parse(read('bench/results.json')));

test.each(CHART_THEMES)("the README's %s chart shows the saved measurements", (theme) => {
	expect(read(chartFile(theme))).toBe(drawChart(saved(), theme));
	expect(read('README.md')).toContain(chartFile(theme));
});

test('a saved row says whether its bound holds, and what part of the loop it is', () => {
	const { rows } = saved();
	expect(rows.filter(({ bound }) => bound !== null).length).toBeGreaterThan(20);
	for (const { bound, holds, loop, ours, ratio } of rows) {
		if (bound === null) expect(holds).toBeNull();
		else if (ours !== bound) expect(holds).toBe(ours < bound);
		if (loop === null) expect(ratio).toBeNull();
		else expect(ratio).toBeCloseTo(ours / loop, 1);
	}
});

test.each([
	[
		{ ours: 2, loop: 4, bound: 3 },
		{ ratio: 0.5, holds: true },
	],
	[
		{ ours: 4, loop: 2, bound: 3 },
		{ ratio: 2, holds: false },
	],
	[
		{ ours: 3, bound: 3 },
		{ ratio: null, holds: true },
	],
	[
		{ ours: 3, loop: 2 },
		{ ratio: 1.5, holds: null },
	],
])('a row of %j', (measured, expected) => {
	expect(rowOf({ name: 'A row', ...measured })).toMatchObject(expected);
});

test('a chart without its measurements is not drawn', () => {
	expect(() => drawChart({ ...saved(), rows: [] }, 'light')).toThrow('Not measured: 60 tasks');
});
