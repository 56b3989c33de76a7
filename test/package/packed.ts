import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { z } from 'zod';

import { ROOT } from '../support/engine';

const Packed = z.object({
	filename: z.string(),
	size: z.number(),
	files: z.array(z.object({ path: z.string() })),
});

/** Packs the package for the tests of a file, and unpacks it where node finds n8n-workflow beside it. */
export function setUpPacked() {
	const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'outx-packed-'));
	const modules = path.join(temporary, 'node_modules');
	const unpacked = path.join(modules, 'n8n-nodes-outx');
	const shipped: string[] = [];
	const packed = { temporary, unpacked, tarball: '', size: 0, shipped };

	beforeAll(() => {
		const answer = execFileSync(
			'npm',
			['pack', '--json', '--ignore-scripts', '--pack-destination', temporary],
			{ cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
		);
		const [{ filename, size, files }] = z.array(Packed).length(1).parse(JSON.parse(answer));
		packed.tarball = path.join(temporary, filename);
		packed.size = size;
		packed.shipped = files.map((file) => file.path).sort();
		fs.mkdirSync(unpacked, { recursive: true });
		execFileSync('tar', ['-xzf', packed.tarball, '-C', unpacked, '--strip-components=1']);
		const workflow = 'n8n-workflow';
		fs.symlinkSync(path.join(ROOT, 'node_modules', workflow), path.join(modules, workflow));
	}, 60_000);
	afterAll(() => {
		fs.rmSync(temporary, { recursive: true, force: true });
	});
	return packed;
}
