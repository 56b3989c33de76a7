/*
 * How long a wait for many tasks takes, and how many requests it costs, in n8n's engine against the sandbox.
 *
 *   node scripts/with-setup.js bench/waiting.ts [tasks] [seconds each, or from-to] [at once]
 *   … bench/waiting.ts 200 1               one browser, one task after the other: 200 s
 *   … bench/waiting.ts 200 1-20 at-once    all at the same time: 20 s
 */
import { Pool } from 'undici';
import { z } from 'zod';
import { type Sandbox, startSandbox } from '../sandbox';
import { messageOf } from '../scripts/messageOf';
import { loadEngine, outxCredentials, SANDBOX_KEY } from '../test/support/engine';

const [count = '200', seconds = '1', atOnce] = process.argv.slice(2);
const [from, to = from] = seconds.split('-').map((each) => Number(each) * 1000);

const accepted = z.object({ api_agent_task_id: z.string() });

async function createTask(client: Pool, slug: string) {
	const { body } = await client.request({
		method: 'POST',
		path: '/linkedin-agent/fetch-company',
		headers: { 'x-api-key': SANDBOX_KEY, 'content-type': 'application/json' },
		body: JSON.stringify({ company_slug: slug }),
	});
	return accepted.parse(await body.json());
}

async function createTasks(sandbox: Sandbox) {
	const client = new Pool(sandbox.url, { connections: 1 });
	const [{ slug }] = sandbox.world.companies;
	const items = [];
	for (let left = Number(count); left > 0; left--) {
		items.push({ json: await createTask(client, slug) });
	}
	await client.close();
	return items;
}

/** Milliseconds from the end of each task to the request that noticed it, in order of size. */
function delays(sandbox: Sandbox) {
	const noticed = new Map<unknown, number>();
	for (const { at, query } of sandbox.requests) {
		noticed.set(query.api_agent_task_id, Date.parse(at));
	}
	return sandbox.tasks
		.list()
		.map(({ id, endedAt }) => (noticed.get(id) ?? NaN) - (endedAt ?? NaN))
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
	const items = await createTasks(sandbox);
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
	const slowest = Math.max(...sandbox.tasks.list().map(({ endedAt }) => endedAt ?? NaN)) - start;
	const late = delays(sandbox);
	const requests = sandbox.requests.length;
	console.log(`${count} tasks of ${seconds} s, ${atOnce ? 'all at once' : 'one after the other'}
completed               ${run.outputs[0].length}
the last one ended at   ${(slowest / 1000).toFixed(1)} s
the wait took           ${(took / 1000).toFixed(1)} s (${(took / slowest).toFixed(3)} times that)
requests                ${requests} (${(requests / Number(count)).toFixed(2)} for each task)
noticed after           ${late[late.length >> 1]} ms (median), ${late[late.length - 1]} ms (latest)
processor time          ${((user + system) / 1e6).toFixed(1)} s, sandbox included`);
	await sandbox.close();
}

main().catch((error: unknown) => {
	console.error(messageOf(error));
	process.exitCode = 1;
});
