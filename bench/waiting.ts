/*
 * How long a wait for many tasks takes, and how many requests it costs, in n8n's engine against the sandbox.
 *
 *   npm run build && node bench/waiting.js [tasks] [seconds each, or from-to] [at once]
 *   node bench/waiting.js 200 1            one browser, one task after the other: 200 s
 *   node bench/waiting.js 200 1-20 at-once all at the same time: 20 s
 */
import { startSandbox } from '../sandbox';
import { loadEngine, outxCredentials, SANDBOX_KEY } from '../test/support/engine';

const [count = '200', seconds = '1', atOnce] = process.argv.slice(2);
const [from, to = from] = seconds.split('-').map((each) => Number(each) * 1000);

async function createTask(sandbox) {
	const response = await fetch(`${sandbox.url}/linkedin-agent/fetch-company`, {
		method: 'POST',
		headers: { 'x-api-key': SANDBOX_KEY, 'content-type': 'application/json' },
		body: JSON.stringify({ company_slug: sandbox.world.companies[0].slug }),
	});
	return (await response.json()).api_agent_task_id;
}

/** Milliseconds from the end of each task to the request that noticed it, in order of size. */
function delays(sandbox) {
	const noticed = new Map();
	for (const { at, query } of sandbox.requests) {
		noticed.set(query.api_agent_task_id, Date.parse(at));
	}
	return sandbox.tasks
		.list()
		.map(({ id, endedAt }) => noticed.get(id) - endedAt)
		.sort((a, b) => a - b);
}

async function main() {
	const sandbox = await startSandbox({
		switches: {
			extension: 'asleep',
			pickUpMs: 0,
			oneAtATime: !atOnce,
			taskDelayMs: [from, to],
		},
	});
	const engine = await loadEngine();
	const items = [];
	for (let left = Number(count); left > 0; left--) {
		items.push({ json: { api_agent_task_id: await createTask(sandbox) } });
	}
	sandbox.requests.length = 0;
	sandbox.set({ extension: 'online' });

	const start = Date.now();
	const cpu = process.cpuUsage();
	const run = await engine.runNode(
		'outxWaitForTask',
		{ maximumWait: 3600 },
		{ items, credentials: outxCredentials(sandbox.url) },
	);
	const took = Date.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	const slowest = Math.max(...sandbox.tasks.list().map(({ endedAt }) => endedAt)) - start;
	const late = delays(sandbox);
	const requests = sandbox.requests.length;
	console.log(`${count} tasks of ${seconds} s, ${atOnce ? 'all at once' : 'one after the other'}
completed               ${run.outputs[0].length}
the last one ended at   ${(slowest / 1000).toFixed(1)} s
the wait took           ${(took / 1000).toFixed(1)} s (${(took / slowest).toFixed(3)} times that)
requests                ${requests} (${(requests / Number(count)).toFixed(2)} for each task)
noticed after           ${late[late.length >> 1]} ms (median), ${late.at(-1)} ms (latest)
processor time          ${((user + system) / 1e6).toFixed(1)} s, sandbox included`);
	await sandbox.close();
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
