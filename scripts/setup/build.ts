import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { COMPANION, ROOT, step } from './step';

const SOURCES = ['nodes', 'credentials', 'package.json', 'tsconfig.json'].flatMap((name) => [
	name,
	`${COMPANION}/${name}`,
]);
const TOOLS = ['gulpfile.js', 'package-lock.json'];
const OUTPUTS = ['dist/nodes', `${COMPANION}/dist/nodes`];
// Says which sources were built. The build removes it with everything else in dist.
const MARK = path.join(ROOT, 'dist', '.built-from');

function filesIn(name: string): string[] {
	const found = fs.statSync(path.join(ROOT, name), { throwIfNoEntry: false });
	if (!found) return [];
	if (!found.isDirectory()) return [name];
	return fs
		.readdirSync(path.join(ROOT, name))
		.sort()
		.flatMap((entry) => filesIn(`${name}/${entry}`));
}

function sourceHash() {
	const hash = createHash('sha256');
	for (const file of [...SOURCES, ...TOOLS].flatMap(filesIn)) {
		hash.update(`${file}\0`).update(fs.readFileSync(path.join(ROOT, file)));
	}
	return hash.digest('hex');
}

export function isBuilt() {
	return (
		fs.existsSync(MARK) &&
		OUTPUTS.every((folder) => fs.existsSync(path.join(ROOT, folder))) &&
		fs.readFileSync(MARK, 'utf8').trim() === sourceHash()
	);
}

export async function build() {
	// Taken before: what somebody changes while it is being built is not in it.
	const hash = sourceHash();
	await step({
		title: 'Building the nodes',
		args: [path.join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'],
		whatToDo: () => 'Fix what the compiler reports above',
	});
	fs.writeFileSync(MARK, `${hash}\n`);
}
