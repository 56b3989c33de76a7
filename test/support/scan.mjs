/*
 * Runs n8n's scanner for community packages over folders, without a network, and prints what it found in each. It is an
 * ES module, which Jest does not load, so it has a process of its own:
 *   node test/support/scan.mjs '[["<folder>", ["<pattern>", …]], …]'
 */
import { analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';

const results = [];
for (const [folder, patterns] of JSON.parse(process.argv[2])) {
	const { passed, message = '', details = '' } = await analyzePackage(folder, patterns);
	results.push({ passed, message, details });
}
process.stdout.write(`${JSON.stringify(results)}\n`);
