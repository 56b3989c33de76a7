import fs from 'node:fs';
import path from 'node:path';
import { COMPANION, ROOT } from '../setup';
import { publisherIn, withPublisher } from './publisher';

const ELSEWHERE = ['node_modules', 'dist', 'coverage', 'test', 'scripts', 'n8n'];
const IS_TEXT = /(\.(md|json|ts|yml)|LICENSE)$/;

function textFilesIn(folder: string): string[] {
	return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const name = path.join(folder, entry.name);
		if (entry.isDirectory()) {
			const isElsewhere = ELSEWHERE.includes(entry.name) || /^\.(?!github)/.test(entry.name);
			return isElsewhere ? [] : textFilesIn(name);
		}
		return IS_TEXT.test(name) && entry.name !== 'package-lock.json' ? [name] : [];
	});
}

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

export const readPublisher = () => publisherIn(read('package.json'));

/** What names another publisher than package.json, and how it should be. */
export function outdatedFiles() {
	const publisher = readPublisher();
	const former = publisherIn(read(path.join(COMPANION, 'package.json')));
	return textFilesIn('.').flatMap((file) => {
		const text = read(file);
		const content = withPublisher(text, publisher, former.repository);
		return content === text ? [] : [{ file, content }];
	});
}

export function writeFile({ file, content }: { file: string; content: string }) {
	fs.writeFileSync(path.join(ROOT, file), content);
}
