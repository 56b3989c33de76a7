/* What is published: which files, how large, that it loads as n8n loads it, and that n8n's scanner has no objection. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { z } from 'zod';

import { core, ROOT } from '../support/engine';

const MAX_TARBALL = 70_000;
/** Of the time that n8n-workflow takes to load, without which no node loads. It is about a twelfth. */
const MAX_SHARE = 1 / 8;

const Packed = z.object({
	filename: z.string(),
	size: z.number(),
	files: z.array(z.object({ path: z.string() })),
});
const Manifest = z.object({
	main: z.unknown(),
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});
const Scan = z.object({ passed: z.boolean(), message: z.string(), details: z.string() });

const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'outx-tarball-'));
const unpacked = path.join(temporary, 'node_modules', 'n8n-nodes-outx');
let packed: z.infer<typeof Packed>;

beforeAll(() => {
	const answer = execFileSync(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', temporary],
		{ cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
	);
	[packed] = z.array(Packed).parse(JSON.parse(answer));
	fs.mkdirSync(unpacked, { recursive: true });
	execFileSync('tar', [
		...['-xzf', path.join(temporary, packed.filename), '-C', unpacked],
		'--strip-components=1',
	]);
	fs.symlinkSync(
		path.join(ROOT, 'node_modules/n8n-workflow'),
		path.join(temporary, 'node_modules/n8n-workflow'),
	);
});
afterAll(() => {
	fs.rmSync(temporary, { recursive: true, force: true });
});

const filesIn = (folder: string) =>
	fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
		);

/** The files of dist that the sources make: no more, and none is missing. */
function builtFrom(sources: string[]) {
	return sources.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`);
}
const sources = ['credentials', 'nodes'].flatMap((folder) =>
	filesIn(path.join(ROOT, folder)).map((file) => `${folder}/${file}`),
);

describe('the tarball', () => {
	const shipped = () => packed.files.map((file) => file.path);

	test('has the built nodes with their icons, search words and schemas, and the papers', () => {
		const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'];
		expect(shipped().sort()).toEqual([...builtFrom(sources), ...papers].sort());
	});

	test.each([
		'dist/credentials/OutxApi.credentials.js',
		'dist/credentials/outxApi.dark.svg',
		'dist/credentials/outxApi.svg',
		'dist/nodes/Outx/Outx.node.js',
		'dist/nodes/Outx/Outx.node.json',
		'dist/nodes/Outx/outx.dark.svg',
		'dist/nodes/Outx/outx.svg',
		'dist/nodes/Outx/__schema__/v1.0.0/connection/getAll.json',
		'dist/nodes/OutxTrigger/OutxTrigger.node.js',
		'dist/nodes/OutxTrigger/OutxTrigger.node.json',
		'dist/nodes/OutxTrigger/outxTrigger.dark.svg',
		'dist/nodes/OutxTrigger/outxTrigger.svg',
		'dist/nodes/OutxWaitForTask/OutxWaitForTask.node.js',
		'dist/nodes/OutxWaitForTask/OutxWaitForTask.node.json',
		'dist/nodes/OutxWaitForTask/outxWaitForTask.dark.svg',
		'dist/nodes/OutxWaitForTask/outxWaitForTask.svg',
		'dist/nodes/OutxWaitForTask/__schema__/v1.0.0.json',
		'dist/nodes/shared/api/request.js',
	])('has %s', (file) => {
		expect(shipped()).toContain(file);
	});

	test('has nothing of the workshop', () => {
		const kinds = /^(dist\/(credentials|nodes)\/.+\.(js|json|svg)|[A-Z]+(\.md)?|package\.json)$/;
		expect(shipped().filter((file) => !kinds.test(file))).toEqual([]);
		expect(
			shipped().filter((file) =>
				/\.(ts|map|tsbuildinfo|png|tgz)$|test|sandbox|example|docs|bench|companion|\bscripts?\b/i.test(
					file,
				),
			),
		).toEqual([]);
	});

	test(`is smaller than ${MAX_TARBALL / 1000} kB`, () => {
		expect(packed.size).toBeLessThan(MAX_TARBALL);
		expect(fs.statSync(path.join(temporary, packed.filename)).size).toBe(packed.size);
	});

	test('has no source maps and no path of the machine that built it', () => {
		for (const file of filesIn(unpacked).filter((each) => each.endsWith('.js'))) {
			const text = fs.readFileSync(path.join(unpacked, file), 'utf8');
			expect(text).not.toMatch(/sourceMappingURL|__dirname|__filename/);
			expect(text).not.toContain(ROOT);
		}
	});

	test('names only files that are there', () => {
		const { n8n, main } = Manifest.parse(
			JSON.parse(fs.readFileSync(path.join(unpacked, 'package.json'), 'utf8')),
		);
		expect(main).toBeUndefined();
		const named = [...n8n.nodes, ...n8n.credentials];
		expect(named.filter((file) => !shipped().includes(file))).toEqual([]);
		const there = shipped().filter((file) => /\.(node|credentials)\.js$/.test(file));
		expect(there.sort()).toEqual([...named].sort());
	});
});

describe.each(['.', 'companion/n8n-nodes-linkup-network'])('what %s requires', (folder) => {
	const dist = path.join(ROOT, folder, 'dist');
	const scripts = filesIn(dist).filter((file) => file.endsWith('.js'));
	const requires = scripts.flatMap((file) => {
		const text = fs.readFileSync(path.join(dist, file), 'utf8');
		return [...text.matchAll(/\brequire\(([^)]*)\)/g)].map(([, argument]) => ({ file, argument }));
	});

	test('is n8n-workflow and its own files, by names that are known beforehand', () => {
		expect(requires.length).toBeGreaterThan(scripts.length / 2);
		const names = requires.map(({ argument }) => /^(['"])([^'"]+)\1$/.exec(argument)?.[2]);
		expect(names).not.toContain(undefined);
		const foreign = names.filter((name) => !/^\.\.?\//.test(name ?? ''));
		expect([...new Set(foreign)]).toEqual(['n8n-workflow']);
	});

	test('is inside dist and there', () => {
		for (const { file, argument } of requires) {
			const name = argument.slice(1, -1);
			if (!name.startsWith('.')) continue;
			const found = require.resolve(path.resolve(dist, path.dirname(file), name));
			expect(path.relative(dist, found)).not.toMatch(/^\.\./);
		}
	});

	test('is nothing that comes by another way', () => {
		for (const file of scripts) {
			const text = fs.readFileSync(path.join(dist, file), 'utf8');
			expect(text).not.toMatch(/\bimport\(|\bfetch\(|\beval\(|\bnew Function\b|createRequire/);
			expect(text).not.toMatch(/\b(process|globalThis|console|setTimeout|setInterval)\b[.(]/);
		}
	});
});

describe('unpacked, in a folder of its own', () => {
	test('it loads as n8n loads it, with icons, search words and schemas', async () => {
		const loader = new core.PackageDirectoryLoader(unpacked);
		await loader.loadAll();
		expect(Object.keys(loader.credentialTypes)).toEqual(['outxApi']);
		const nodes = Object.values(loader.nodeTypes).map(({ type }) => type.description);
		expect(nodes.map(({ name }) => name).sort()).toEqual([
			'outx',
			'outxTrigger',
			'outxWaitForTask',
		]);
		for (const { iconUrl, codex } of nodes) {
			if (typeof iconUrl !== 'object') throw new Error('There are no icons for light and dark');
			for (const url of [iconUrl.light, iconUrl.dark]) {
				expect(url).toMatch(/^icons\/n8n-nodes-outx\/dist\/nodes\/\w+\/\w+(\.dark)?\.svg$/);
				const icon = path.join(unpacked, url.slice('icons/n8n-nodes-outx/'.length));
				expect(fs.existsSync(icon)).toBe(true);
			}
			expect(codex?.alias).toContain('LinkedIn');
			expect(codex?.resources?.primaryDocumentation?.[0].url).toMatch(/^https:/);
		}
		const schema = core.loadOutputSchema({
			nodeDir: path.join(unpacked, 'dist/nodes/Outx'),
			version: 1,
			resource: 'profile',
			operation: 'get',
		});
		expect(schema?.properties).toHaveProperty('profile_urn');
	});

	/** Both measured in one process that has loaded neither, in processor time: the machine may be busy. */
	const measure = `
		const cost = (work) => {
			const begin = process.cpuUsage();
			work();
			const { user, system } = process.cpuUsage(begin);
			return user + system;
		};
		const { n8n } = require('./package.json');
		const yardstick = cost(() => require('n8n-workflow'));
		const load = cost(() => {
			for (const file of [...n8n.credentials, ...n8n.nodes]) {
				const name = file.split('/').pop().split('.')[0];
				new (require('./' + file)[name])();
			}
		});
		process.stdout.write(String(load / yardstick));
	`;

	test('it loads in less than an eighth of the time that n8n-workflow takes', () => {
		const shares = Array.from({ length: 7 }, () =>
			Number(execFileSync(process.execPath, ['-e', measure], { cwd: unpacked, encoding: 'utf8' })),
		).sort((a, b) => a - b);
		expect(shares[0]).toBeGreaterThan(0);
		expect(shares[3]).toBeLessThan(MAX_SHARE);
	});
});

describe("n8n's scanner", () => {
	const wrong = path.join(temporary, 'wrong');
	const published = path.join(temporary, 'published', 'n8n-nodes-outx');
	const Results = z.tuple([Scan, Scan, Scan]);
	let results: z.infer<typeof Results>;

	beforeAll(() => {
		fs.cpSync(unpacked, published, { recursive: true });
		fs.mkdirSync(path.join(wrong, 'nodes'), { recursive: true });
		fs.writeFileSync(path.join(wrong, 'nodes/x.js'), "require('fs'); process.exit(1);\n");
		const folders = [
			[ROOT, ['package.json', '{nodes,credentials}/**/*.{js,ts,json}']],
			[published, ['**/*.js', 'package.json']],
			[wrong, ['**/*.js']],
		];
		const answer = execFileSync(
			process.execPath,
			[path.join(ROOT, 'test/support/scan.mjs'), JSON.stringify(folders)],
			// Its rules take every file for a node's when NODE_ENV says "test", as it does in Jest.
			{ encoding: 'utf8', env: { ...process.env, NODE_ENV: undefined } },
		);
		results = Results.parse(JSON.parse(answer.trim().split('\n').at(-1) ?? ''));
	}, 120_000);

	test('finds nothing in the sources and in the tarball', () => {
		const [sources, tarball] = results;
		const nothing = { passed: true, message: '', details: '' };
		expect({ sources, tarball }).toEqual({ sources: nothing, tarball: nothing });
	});

	test('would find something', () => {
		const [, , { passed }] = results;
		expect(passed).toBe(false);
	});
});
