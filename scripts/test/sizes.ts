/*
 * Files that are read in one go: rules of taste, which a linter with n8n's own config cannot have.
 */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../setup';

const MAX_BYTES = 8000;
const MAX_MEDIAN = 2000;

interface File {
	name: string;
	bytes: number;
}

function filesIn(folder: string): File[] {
	return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const name = `${folder}/${entry.name}`;
		if (entry.isDirectory()) return filesIn(name);
		return [{ name, bytes: fs.statSync(path.join(ROOT, name)).size }];
	});
}

const tooLarge = (files: File[]) =>
	files
		.filter(({ bytes }) => bytes > MAX_BYTES)
		.map(({ name, bytes }) => `${name} has ${bytes} bytes; ${MAX_BYTES} are allowed`);

function medianOf(files: File[]) {
	const sizes = files.map(({ bytes }) => bytes).sort((a, b) => a - b);
	return sizes[Math.floor(sizes.length / 2)];
}

export function findLargeFiles() {
	const published = ['nodes', 'credentials'].flatMap(filesIn);
	const median = medianOf(published.filter(({ name }) => name.endsWith('.ts')));
	const problems = tooLarge(
		[...published, ...filesIn('sandbox')].filter(({ name }) => !name.endsWith('.md')),
	);
	return median > MAX_MEDIAN
		? [...problems, `The median of nodes/ is ${median} bytes; ${MAX_MEDIAN} are allowed`]
		: problems;
}
