import { z } from 'zod';

/** One measurement. `bound` is the most that `ours` may be. */
export const measuredRow = z.object({
	name: z.string(),
	unit: z.string(),
	ours: z.number(),
	/** The same with the loop that people draw; null where there is none. */
	loop: z.number().nullable(),
	/** `ours` in parts of `loop`. */
	ratio: z.number().nullable(),
	bound: z.number().nullable(),
	holds: z.boolean().nullable(),
});
export type Row = z.infer<typeof measuredRow>;

export const results = z.object({
	measuredAt: z.string(),
	machine: z.object({
		cores: z.number(),
		/** How many processes wanted a core, averaged over a minute, when it began and when it ended. */
		load: z.tuple([z.number(), z.number()]),
		node: z.string(),
		n8n: z.string(),
	}),
	rows: z.array(measuredRow),
});
export type Results = z.infer<typeof results>;

interface Measurement {
	name: string;
	unit?: string;
	ours: number;
	loop?: number;
	bound?: number;
}

const rounded = (value: number) => Number(value.toPrecision(4));

export function rowOf({ name, unit = '', ours, loop, bound }: Measurement): Row {
	return {
		name,
		unit,
		ours: rounded(ours),
		loop: loop === undefined ? null : rounded(loop),
		ratio: loop === undefined ? null : rounded(ours / loop),
		bound: bound === undefined ? null : rounded(bound),
		holds: bound === undefined ? null : ours <= bound,
	};
}

export const average = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

export const median = (values: readonly number[]) =>
	[...values].sort((a, b) => a - b)[values.length >> 1];
