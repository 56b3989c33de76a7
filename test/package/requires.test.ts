/* The published code needs n8n-workflow and nothing else. */
import fs from 'node:fs';
import path from 'node:path';

import { ROOT } from '../support/engine';
import { filesIn } from './published';

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
