/* Return All over five pages, and the loop that people draw for it. */
import { OUTX_KEY, startSandbox } from '../sandbox';
import type { Server } from '../scripts/n8n/server';
import {
	addCredential,
	connect,
	endOf,
	httpRequest,
	ifTrue,
	noOp,
	node,
	OUTX,
	trigger,
	waitNode,
	workflow,
} from './n8n';
import { rowOf, type Row } from './row';
import { statusOf } from './waiting';

const PAGES = 5;
/** The last page is half full. */
const START = 1000 - 100 * PAGES + 50;
const SECONDS = [2, 3, 5, 8];

const ours = (credential: string) =>
	workflow([
		trigger(),
		node(
			'Connections',
			OUTX,
			1,
			{
				resource: 'connection',
				operation: 'getAll',
				waitForCompletion: true,
				returnAll: true,
				start: START,
				sort: { sort_type: 'RECENTLY_ADDED' },
				options: {},
			},
			{ credential },
		),
	]);

const loop = (credential: string) =>
	workflow(
		[
			trigger(),
			httpRequest(
				'Create',
				{
					method: 'POST',
					url: `${credential}/linkedin-agent/fetch-connections`,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: `={{ { start: ${START} + 100 * $runIndex, count: 100, sort_type: 'RECENTLY_ADDED' } }}`,
				},
				credential,
			),
			httpRequest(
				'Check',
				{
					url: `${credential}/linkedin-agent/get-task-status`,
					...statusOf('={{ $json.data ? $json.data.id : $json.api_agent_task_id }}'),
				},
				credential,
			),
			ifTrue('Completed?', "={{ $json.data.status === 'completed' }}"),
			ifTrue('More?', '={{ $json.data.task_output.total === 100 }}'),
			waitNode(5),
			noOp('Done'),
		],
		connect(
			['Start', 'Create'],
			['Create', 'Check'],
			['Check', 'Completed?'],
			['Completed?', 'More?', 'Wait'],
			['Wait', 'Check'],
			['More?', 'Create', 'Done'],
		),
	);

/** In parts of what the extension needs. */
async function measure(n8n: Server, seconds: number, draw: typeof ours) {
	const sandbox = await startSandbox({ switches: { pickUpMs: 0, taskDelayMs: 1000 * seconds } });
	try {
		const credential = await addCredential(n8n, sandbox.url, OUTX_KEY);
		const { id } = await n8n.importWorkflow(draw(credential));
		const { status } = await endOf(n8n, await n8n.runWorkflow(id));
		if (status !== 'success') throw new Error(`The pages ended as ${status}`);
		const times = sandbox.requests.map(({ at }) => Date.parse(at));
		const checks = sandbox.requests.filter(({ method }) => method === 'GET').length;
		const total = Math.max(...times) - Math.min(...times);
		return { total: total / (1000 * seconds * PAGES), checks: checks / PAGES };
	} finally {
		await sandbox.close();
	}
}

export async function pages(n8n: Server, isQuick: boolean): Promise<Row[]> {
	const wanted = isQuick ? SECONDS.slice(0, 1) : SECONDS;
	const all = async (draw: typeof ours) =>
		await Promise.all(wanted.map((seconds) => measure(n8n, seconds, draw)));
	const we = await all(ours);
	const they = await all(loop);
	return wanted.flatMap((seconds, nth) => [
		rowOf({
			name: `Return All, ${PAGES} pages of ${seconds} s: total ÷ what the extension needs`,
			ours: we[nth].total,
			loop: they[nth].total,
			bound: 1.05,
		}),
		rowOf({
			name: `Return All, ${PAGES} pages of ${seconds} s: status requests per page`,
			ours: we[nth].checks,
			loop: they[nth].checks,
		}),
	]);
}
