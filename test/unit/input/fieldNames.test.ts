/*
 * A field name that an operation mistypes does not compile. Every name that an operation reads is mistyped here, and
 * TypeScript has to notice each of them.
 */
import fs from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..', '..');
const OPERATIONS = path.join(ROOT, 'nodes', 'Outx', 'resources');

/** Names in calls such as `parameters.text('recipient')`; "X" makes them names that do not exist. */
const READ = /(?<=\b(?:parameters|rule|row)\.\w+\(\s*'[\w.]+)(?=')/g;

const sources = new Map(
	fs
		.readdirSync(OPERATIONS, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => path.join(OPERATIONS, name))
		.map((file) => [file, fs.readFileSync(file, 'utf8')]),
);

function programOf(change: (text: string) => string): ts.Program {
	const config = ts.getParsedCommandLineOfConfigFile(
		path.join(ROOT, 'tsconfig.json'),
		{ noEmit: true },
		{ ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
	);
	const options = config?.options ?? {};
	const host = ts.createCompilerHost(options);
	const read = host.getSourceFile.bind(host);
	host.getSourceFile = (name, ...rest) => {
		const source = sources.get(path.resolve(name));
		return source === undefined
			? read(name, ...rest)
			: ts.createSourceFile(name, change(source), rest[0]);
	};
	return ts.createProgram([...sources.keys()], options, host);
}

/** Lines as `file:line` at which TypeScript complains about an argument. */
function complaints(program: ts.Program): string[] {
	return program
		.getSourceFiles()
		.filter(({ fileName }) => sources.has(path.resolve(fileName)))
		.flatMap((file) => program.getSemanticDiagnostics(file))
		.map(({ file, start = 0 }) =>
			file ? `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line}` : '',
		);
}

const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length - 1;

test('every field name that an operation mistypes is noticed by the compiler', () => {
	const mistyped = new Set(
		[...sources].flatMap(([file, text]) =>
			[...text.matchAll(READ)].map(({ index }) => `${file}:${lineOf(text, index)}`),
		),
	);
	expect(mistyped.size).toBeGreaterThan(40);
	expect(complaints(programOf((text) => text))).toEqual([]);
	expect(new Set(complaints(programOf((text) => text.replaceAll(READ, 'X'))))).toEqual(mistyped);
}, 120_000);
