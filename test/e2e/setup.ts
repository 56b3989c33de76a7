import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { ensureN8n } from '../../scripts/n8n/ensure';
import { packPackages } from '../../scripts/n8n/packages';

/** Which versions of n8n are tested: `N8N_MAJORS=2 npm run test:e2e` for one of them. */
export const majors = () => (process.env.N8N_MAJORS ?? '1,2').split(',').map(Number);

/** Once before all tests: installs the servers where they are missing, and packs what is built. */
export default async function setup() {
	for (const major of majors()) await ensureN8n(major);
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'outx-e2e-'));
	process.env.OUTX_E2E_FOLDER = folder;
	process.env.OUTX_E2E_PACKAGES = (await packPackages(path.join(folder, 'packages'))).join('\n');
	process.on('exit', () => {
		fs.rmSync(folder, { recursive: true, force: true });
	});
}
