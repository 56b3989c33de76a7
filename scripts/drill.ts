/*
 * npm run drill -- --seed 7 [--sends 2000] [--minutes 2] [--n8n 1,2]
 *
 * n8n in queue mode, sends requested by webhooks, a sandbox that misbehaves, and a worker that is killed every few
 * seconds. At the end, everything requested is compared with what OutX did.
 */
import { parseArgs } from 'node:util';
import { ensureServices } from '../test/queue/support/programs';
import { describe, isClean, reconcile } from './drill/reconcile';
import { runDrill } from './drill/run';
import { messageOf } from './messageOf';
import { ensureN8n } from './n8n/ensure';

function readOptions() {
	const { values } = parseArgs({
		options: {
			seed: { type: 'string', default: '7' },
			sends: { type: 'string', default: '2000' },
			minutes: { type: 'string', default: '60' },
			n8n: { type: 'string', default: '1,2' },
		},
	});
	const majors = values.n8n.split(',').map(Number);
	return {
		seed: values.seed,
		sends: Number(values.sends),
		majors,
		/** All of them share it. */
		maxMs: (Number(values.minutes) * 60_000) / majors.length,
	};
}

async function main() {
	const { majors, ...options } = readOptions();
	await ensureServices();
	for (const major of majors) {
		const { version } = await ensureN8n(major);
		const report = (text: string) => {
			console.error(`n8n ${major}: ${text}`);
		};
		const { accounts, kills, seconds } = await runDrill({ ...options, major, report });
		const result = reconcile(accounts);
		console.log(
			`\nn8n ${version}, seed ${options.seed}: ${kills} workers killed in ${seconds.toFixed(0)} s\n${describe(result)}\n`,
		);
		if (!isClean(result)) process.exitCode = 1;
	}
}

main().catch((error: unknown) => {
	console.error(messageOf(error));
	process.exitCode = 1;
});
