/*
 * Before the first test, and without a time limit: what is not on this computer yet is installed.
 */
import { ensureN8n, MAJORS } from '../../../scripts/n8n/ensure';
import { ensureServices } from './services';

export default async () => {
	await ensureServices();
	for (const major of MAJORS) await ensureN8n(major);
};
