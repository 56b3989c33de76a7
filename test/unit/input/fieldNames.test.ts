/*
 * A field name that an operation mistypes does not compile. Every name that an operation reads is mistyped here, and
 * TypeScript has to notice each of them.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..', '..');
const OPERATIONS = path.join('nodes', 'Outx', 'resources');
const COMPILER = path.join(ROOT, 'node_modules/@typescript/native-preview/bin/tsgo');

/** Names in calls such as `parameters.text('recipient')`; "X" makes them names that do not exist. */
const READ = /(?<=\b(?:parameters|rule|row)\.\w+\(\s*'[\w.]+)(?=')/g;

const sources = fs
	.readdirSync(path.join(ROOT, OPERATIONS), { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts'))
	.map((name) => path.join(OPERATIONS, name))
	.map((file) => ({ file, text: fs.readFileSync(path.join(ROOT, file), 'utf8') }));

let copy: string;

beforeEach(() => {
	copy = fs.mkdtempSync(path.join(os.tmpdir(), 'outx-names-'));
	fs.cpSync(path.join(ROOT, 'nodes'), path.join(copy, 'nodes'), { recursive: true });
	fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
	const config = { extends: path.join(ROOT, 'tsconfig.tools.json'), include: ['nodes'] };
	fs.writeFileSync(path.join(copy, 'tsconfig.json'), JSON.stringify(config));
});
afterEach(() => {
	fs.rmSync(copy, { recursive: true, force: true });
});

/** Lines as `file:line` at which the compiler complains. */
function complaints(): string[] {
	const { stdout } = spawnSync(process.execPath, [COMPILER, '-p', copy, '--pretty', 'false'], {
		cwd: copy,
		encoding: 'utf8',
	});
	return [...stdout.matchAll(/^(.+)\((\d+),\d+\): error/gm)].map(
		([, file, line]) => `${file}:${line}`,
	);
}

const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length;

test('every field name that an operation mistypes is noticed by the compiler', () => {
	const mistyped = new Set(
		sources.flatMap(({ file, text }) =>
			[...text.matchAll(READ)].map(({ index }) => `${file}:${lineOf(text, index)}`),
		),
	);
	expect(mistyped.size).toBeGreaterThan(40);
	expect(complaints()).toEqual([]);
	for (const { file, text } of sources) {
		fs.writeFileSync(path.join(copy, file), text.replaceAll(READ, 'X'));
	}
	expect(new Set(complaints())).toEqual(mistyped);
}, 120_000);
