/* What the package weighs, beside a published one that many have installed, and how long it holds up n8n. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import manifest from '../package.json';
import { npm } from '../scripts/n8n/npm';
import { packPackages } from '../scripts/n8n/packages';
import { ROOT } from '../scripts/setup';
import { shapeResults } from '../nodes/shared/output/items';
import { median, rowOf, type Row } from './row';

const ROUNDS = 9;
const OTHER = '@mendable/n8n-nodes-firecrawl';

const n8nPart = z.object({
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});
const packed = z.array(z.object({ filename: z.string(), size: z.number() })).length(1);

interface Weight {
	loadMs: number;
	tarballKb: number;
	/** Of the main node's description. */
	kbPerOperation: number;
}

/** Each time in a new process, because a module is loaded once. */
function run(script: string): number {
	const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
		cwd: ROOT,
		encoding: 'utf8',
		env: { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules') },
	});
	const value = Number(stdout);
	if (stdout === '' || Number.isNaN(value)) throw new Error(stderr);
	return value;
}

const loading = (files: string[]) => `require('n8n-workflow'); const start = performance.now();
	for (const file of ${JSON.stringify(files)}) require(file);
	process.stdout.write(String(performance.now() - start));`;

const describing = (
	file: string,
) => `const [Node] = Object.values(require(${JSON.stringify(file)}));
	const { description } = new Node();
	const operations = description.properties.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => options.filter(({ value }) => !value.startsWith('__')));
	process.stdout.write(String(JSON.stringify(description).length / 1000 / operations.length));`;

function weigh(folder: string, tarballBytes: number): () => Weight {
	const file = path.join(folder, 'package.json');
	const { nodes, credentials } = n8nPart.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).n8n;
	const files = [...nodes, ...credentials].map((each) => path.join(folder, each));
	const kbPerOperation = run(describing(files[0]));
	return () => ({ loadMs: run(loading(files)), tarballKb: tarballBytes / 1000, kbPerOperation });
}

async function installOther(folder: string) {
	fs.mkdirSync(folder, { recursive: true });
	fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true }));
	const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
	const pack = await npm(['pack', '--json', OTHER], { cwd: folder });
	const [{ filename, size }] = packed.parse(JSON.parse(pack));
	await npm(['install', '--legacy-peer-deps', ...quiet, path.join(folder, filename)], {
		cwd: folder,
	});
	return { folder: path.join(folder, 'node_modules', OTHER), size };
}

export async function packageWeight(temporary: string): Promise<Row[]> {
	const tarballs = await packPackages(path.join(temporary, 'own'));
	const own = tarballs.find((file) => path.basename(file).startsWith(manifest.name));
	if (own === undefined) throw new Error('The package was not packed');
	const other = await installOther(path.join(temporary, 'other'));
	const [weighOurs, weighTheirs] = [
		weigh(ROOT, fs.statSync(own).size),
		weigh(other.folder, other.size),
	];
	const rounds = Array.from({ length: ROUNDS }, () => [weighOurs(), weighTheirs()]);
	const of = (who: 0 | 1, what: keyof Weight) => median(rounds.map((each) => each[who][what]));
	const row = (name: string, unit: string, what: keyof Weight) =>
		rowOf({ name: `${name}; at most Firecrawl's`, unit, ours: of(0, what), bound: of(1, what) });
	return [
		row('Loading the nodes', 'ms', 'loadMs'),
		row('Tarball', 'kB', 'tarballKb'),
		row('Description per operation', 'kB', 'kbPerOperation'),
	];
}

const RESULTS = 20_000;

/** The longest that nothing else of n8n ran while so many results of 2 kB were shaped. */
export async function shaping(): Promise<Row[]> {
	const results = Array.from({ length: RESULTS }, (_, nth) => ({
		entity_urn: `urn:li:fsd_profile:ACoAA${nth}`,
		public_identifier: `person-${nth}`,
		text: 'x'.repeat(1800),
		...Object.fromEntries(Array.from({ length: 12 }, (_each, field) => [`field_${field}`, nth])),
	}));
	const pauses: number[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		let [longest, last] = [0, performance.now()];
		const tick = () => {
			const now = performance.now();
			longest = Math.max(longest, now - last);
			last = now;
			timer = setImmediate(tick);
		};
		let timer = setImmediate(tick);
		await shapeResults(results, { simplify: true });
		tick();
		clearImmediate(timer);
		pauses.push(longest);
	}
	return [
		rowOf({
			name: '20,000 results of 2 kB shaped: longest pause of n8n',
			unit: 'ms',
			ours: median(pauses),
			bound: 20,
		}),
	];
}
