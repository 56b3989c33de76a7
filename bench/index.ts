/*
 * Measures the nodes in a real n8n, side by side with what people draw without them.
 *
 *   npm run bench                          everything: about ten minutes
 *   npm run bench -- --quick               the short ones
 *   npm run bench -- waiting pages         only these
 *   npm run bench -- workers               n8n in queue mode with 1, 2 and 4 workers
 *   npm run bench -- --json > results.json with each ratio, its bound and whether it holds
 *   npm run bench -- --save                also into bench/results.json
 *   npm run bench -- --chart               draws the README's chart from bench/results.json
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { format, resolveConfig } from 'prettier';

import { table } from '../scripts/demo/table';
import { messageOf } from '../scripts/messageOf';
import type { Server } from '../scripts/n8n/server';
import { ROOT } from '../scripts/setup';
import { temporaryFolder } from '../scripts/temporary';
import { CHART_THEMES, chartFile, drawChart } from './chart';
import { startN8n } from './n8n';
import { packageWeight, shaping } from './package';
import { pages } from './pages';
import { results, type Results, type Row } from './row';
import { sendings } from './sending';
import { volume } from './volume';
import { waiting } from './waiting';
import { workers } from './workers';

const FILE = path.join(__dirname, 'results.json');

type InN8n = (n8n: Server, isQuick: boolean) => Promise<Row[]>;
const IN_N8N: Record<string, InN8n> = { volume, sending: sendings };
/** Nearly all of it is waiting. */
const SIDE_BY_SIDE: Record<string, InN8n> = { waiting, pages };
const ALONE: Record<string, (temporary: string) => Promise<Row[]>> = {
	shaping,
	package: packageWeight,
};
/** Takes long, and needs PostgreSQL and Redis. */
const ONLY_IF_NAMED: typeof ALONE = { workers };
const NEED_N8N = [...Object.keys(IN_N8N), ...Object.keys(SIDE_BY_SIDE)];
const USUAL = [...Object.keys(ALONE), ...NEED_N8N];
const NAMES = [...USUAL, ...Object.keys(ONLY_IF_NAMED)];

async function measure(wanted: readonly string[], isQuick: boolean): Promise<Results> {
	const temporary = temporaryFolder('outx-bench-');
	const loadBefore = os.loadavg()[0];
	const rows: Row[] = [];
	const add = async (name: string, work: () => Promise<Row[]>) => {
		if (!wanted.includes(name)) return;
		const start = performance.now();
		console.error(`${name} …`);
		rows.push(...(await work()));
		console.error(`${name}: ${Math.round((performance.now() - start) / 1000)} s`);
	};
	for (const [name, work] of Object.entries({ ...ALONE, ...ONLY_IF_NAMED }))
		await add(name, () => work(temporary));
	let version = '';
	if (NEED_N8N.some((name) => wanted.includes(name))) {
		const n8n = await startN8n(temporary);
		({ version } = n8n.n8n);
		try {
			for (const [name, work] of Object.entries(IN_N8N)) await add(name, () => work(n8n, isQuick));
			await Promise.all(
				Object.entries(SIDE_BY_SIDE).map(([name, work]) => add(name, () => work(n8n, isQuick))),
			);
		} finally {
			await n8n.stop();
		}
	}
	return {
		measuredAt: new Date().toISOString().slice(0, 10),
		machine: {
			cores: os.availableParallelism(),
			load: [Number(loadBefore.toFixed(1)), Number(os.loadavg()[0].toFixed(1))],
			node: process.versions.node,
			n8n: version,
		},
		rows,
	};
}

const numberOf = (value: number | null, unit = '') =>
	value === null ? '' : `${Number(value.toPrecision(3))} ${unit}`.trim();

function show({ machine, rows }: Results) {
	const { cores, load, node, n8n } = machine;
	console.log(`\nn8n ${n8n}, Node.js ${node}, ${cores} cores, load ${load.join(' to ')}\n`);
	console.log(
		table(
			['', 'nodes', 'loop', 'ratio', 'at most', ''],
			rows.map(({ name, unit, ours, loop, ratio, bound, holds }) => [
				name,
				numberOf(ours, unit),
				numberOf(loop, unit),
				numberOf(ratio),
				numberOf(bound, unit),
				holds === null ? '' : holds ? 'holds' : 'does not hold',
			]),
		),
	);
}

const saved = () => results.parse(JSON.parse(fs.readFileSync(FILE, 'utf8')));

function drawCharts() {
	for (const theme of CHART_THEMES) {
		fs.writeFileSync(path.join(ROOT, chartFile(theme)), drawChart(saved(), theme));
	}
}

/** Measured again takes the place of what was there; the rest stays. */
async function save(measured: Results) {
	const known = fs.existsSync(FILE) ? saved() : { ...measured, rows: [] };
	const fresh = new Map(measured.rows.map((row) => [row.name, row]));
	const rows = known.rows.map((row) => fresh.get(row.name) ?? row);
	const names = new Set(known.rows.map(({ name }) => name));
	const all = [...rows, ...measured.rows.filter(({ name }) => !names.has(name))];
	const machine = measured.machine.n8n === '' ? known.machine : measured.machine;
	const json = JSON.stringify({ ...measured, machine, rows: all });
	const settings = await resolveConfig(FILE);
	fs.writeFileSync(
		FILE,
		await format(json, { ...settings, filepath: FILE, objectWrap: 'preserve' }),
	);
}

async function main() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			json: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			save: { type: 'boolean', default: false },
			chart: { type: 'boolean', default: false },
		},
	});
	if (values.chart) {
		drawCharts();
		return;
	}
	const unknown = positionals.filter((name) => !NAMES.includes(name));
	if (unknown.length > 0) throw new Error(`There is no ${unknown[0]}: ${NAMES.join(', ')}`);
	const measured = await measure(positionals.length > 0 ? positionals : USUAL, values.quick);
	if (values.save) await save(measured);
	if (values.json) console.log(JSON.stringify(measured, null, '\t'));
	else show(measured);
}

main().then(
	// n8n's process leaves timers behind.
	() => process.exit(),
	(error: unknown) => {
		console.error(messageOf(error));
		process.exit(1);
	},
);
