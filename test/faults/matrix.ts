/* Which cells there are, which of them a sample has, and their tests. */
import { loadEngine } from '../support/engine';
import { MODES, runCell, type Cell } from './cell';
import type { Fault } from './faults';
import { Lanes } from './lanes';
import type { Row } from './rows';
import type { Strike } from './server';

type Hits = Record<string, Strike>;

/** Hits requests of the operation itself. */
export const REQUEST_HITS: Hits = {
	once: ({ isCheck }, nth) => !isCheck && nth === 2,
	always: ({ isCheck }) => !isCheck,
};

/** Hits checks of tasks. */
export const CHECK_HITS: Hits = {
	once: ({ isCheck }, nth) => isCheck && nth === 2,
	'from the third on': ({ isCheck }, nth) => isCheck && nth >= 3,
	always: ({ isCheck }) => isCheck,
};

interface Matrix {
	rows: readonly Row[];
	faults: readonly Fault[];
	hits: Hits;
	/** In the sample, one of so many pairs of row and fault. */
	sampled: number;
}

/** Every row with every fault, hit and mode. */
function allCells({ rows, faults, hits }: Matrix): Cell[] {
	return rows.flatMap((row) =>
		faults
			.filter((fault) => fault.meets(row))
			.flatMap((fault) =>
				Object.entries(hits).flatMap(([hit, strikes]) =>
					Object.keys(MODES).map((mode) => ({ row, fault, hit, strikes, mode })),
				),
			),
	);
}

/** Some pairs of row and fault, each with another hit and mode than the one before it. */
function sampleCells({ rows, faults, hits, sampled }: Matrix): Cell[] {
	const modes = Object.keys(MODES);
	const kinds = Object.entries(hits);
	return faults.flatMap((fault, number) => {
		const those = rows.filter((row) => fault.meets(row));
		const oneOf = Math.min(sampled, Math.floor(those.length / modes.length));
		return those
			.filter((_, place) => (place + number) % oneOf === 0)
			.map((row, nth): Cell => {
				const turn = nth + number;
				const [hit, strikes] = kinds[Math.floor(turn / modes.length) % kinds.length];
				return { row, fault, hit, strikes, mode: modes[turn % modes.length] };
			});
	});
}

/** The sample is part of npm test; npm run test:faults sets this. */
export const isWhole = 'wholeMatrix' in globalThis;

/** Declares a test for each row, with all of its cells or some of them. */
export function testMatrix(matrix: Matrix): void {
	// On two cores, the whole takes 25 minutes.
	jest.setTimeout(3_600_000);
	const { rows, faults } = matrix;
	const cells = isWhole ? allCells(matrix) : sampleCells(matrix);
	let wrongs: string[] = [];
	let withoutFault: string[] = [];

	beforeAll(async () => {
		const engine = await loadEngine();
		const lanes = await Lanes.open<Cell>((...args) => runCell(engine, ...args));
		const [mode] = Object.keys(MODES);
		const sound = rows.map((row): Cell => ({ row, hit: 'never', strikes: () => false, mode }));
		try {
			withoutFault = await lanes.checkSlowly(sound);
			wrongs = await lanes.check(cells);
		} finally {
			await lanes.close();
		}
	});

	test('nothing is wrong without a fault', () => {
		expect(withoutFault).toEqual([]);
	});

	test.each(rows.map(({ name }) => name))('%s', (name) => {
		expect(cells.some(({ row }) => row.name === name)).toBe(true);
		expect(wrongs.filter((wrong) => wrong.startsWith(`${name} × `))).toEqual([]);
	});

	test('every fault is met in every mode', () => {
		const met = new Set(cells.map(({ fault, mode }) => `${fault?.name ?? ''} × ${mode}`));
		const wanted = faults.flatMap(({ name }) =>
			Object.keys(MODES).map((mode) => `${name} × ${mode}`),
		);
		expect(wanted.filter((each) => !met.has(each))).toEqual([]);
	});
}
