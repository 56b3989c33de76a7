/*
 * Runs n8n's scanner for community packages over folders, without a network, and prints what it found in each. It is an
 * ES module, which Jest does not load, so it has a process of its own:
 *   node --import tsx test/support/scan.ts '[["<folder>", ["<pattern>", …]], …]'
 */
import { analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { z } from 'zod';

const folders = z.array(z.tuple([z.string(), z.array(z.string())]));

async function scanAll() {
	const results = [];
	for (const [folder, patterns] of folders.parse(JSON.parse(process.argv[2]))) {
		const { passed, message = '', details = '' } = await analyzePackage(folder, patterns);
		results.push({ passed, message, details });
	}
	process.stdout.write(`${JSON.stringify(results)}\n`);
}

void scanAll();
