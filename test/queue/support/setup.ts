/*
 * Before the first test, and without a time limit: what is not on this computer yet is installed.
 */
import { ensureN8n, MAJORS } from '../../../scripts/n8n/ensure';
import { ensureServices } from './programs';

export default async function setup() {
	await ensureServices();
	for (const major of MAJORS) await ensureN8n(major);
}
