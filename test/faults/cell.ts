/* One run of a row with a fault in a mode, and what is wrong with it. */
import type { INode } from 'n8n-workflow';

import { SANDBOX_KEY, outxCredentials, type Engine, type NodeRun } from '../support/engine';
import { isObject, numberOf, textOf } from '../support/json';
import type { Fault } from './faults';
import { wrongsOf, type Deed, type Report } from './judge';
import { itemsFor, type Given, type Row } from './rows';
import type { Call, FaultyServer, Strike } from './server';

export const MODES: Record<string, Partial<INode>> = {
	stop: {},
	Continue: { onError: 'continueRegularOutput' },
	'Continue with error output': { onError: 'continueErrorOutput' },
	'Retry On Fail': { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
};

export interface Cell {
	row: Row;
	fault?: Fault;
	/** Which calls the fault hits, in words. */
	hit: string;
	strikes: Strike;
	mode: string;
}

export const nameOf = ({ row, fault, hit, mode }: Cell) =>
	`${row.name} × ${fault?.name ?? 'no fault'}, ${hit} × ${mode}`;

/** In real time. Nothing takes so long that is not stuck. */
const STUCK_MS = 120_000;

/** What the server did for an item, and what it told the client about it. */
function deedOf(
	{ acts, createsTask, waits, node }: Row,
	given: Given,
	calls: readonly Call[],
	ended: boolean,
): Deed {
	const requests = calls.filter(
		({ isCheck, said }) => !isCheck && given.marks.some((mark) => said.includes(mark)),
	);
	const ids = requests.flatMap(({ taskId }) => taskId ?? []);
	const taskIds = node === 'outxWaitForTask' ? [textOf(given.json.api_agent_task_id)] : ids;
	const checks = calls.filter(({ isCheck, taskId }) => isCheck && taskIds.includes(taskId ?? ''));
	const isOver = (id: string) =>
		checks.some(({ taskId, toldCompletion }) => taskId === id && toldCompletion);
	// The workflow has it anyway, and an error ends the workflow.
	const isGiven = (id: string) => ended && given.json.api_agent_task_id === id;
	// A team is not asked for by item.
	const answers = requests.length > 0 ? requests : calls;
	const wasAnswered = createsTask
		? taskIds.length > 0
		: answers.some((call) => call.wasAnswered || (acts && call.toldSuccess));
	return {
		acts,
		times: requests.filter(({ hadEffect }) => hadEffect).length,
		taskIds,
		// What only reads may be asked for again, so that a task that has ended may be forgotten.
		open: acts ? taskIds : taskIds.slice(-1).filter((id) => !isOver(id) && !isGiven(id)),
		wasTold: waits ? taskIds.some(isOver) : wasAnswered,
		isEmpty: !acts && [...answers, ...checks].some(({ toldNothing }) => toldNothing),
	};
}

const withErrors = (_key: string, value: unknown): unknown =>
	value instanceof Error
		? Object.assign({}, value, { message: value.message, stack: value.stack, cause: value.cause })
		: value;

function reportOf(run: NodeRun, row: Row): Report {
	const outputs = [0, 1, 2, 3, 4].map((output) => run.data('Node', output));
	const waitsForTask = row.node === 'outxWaitForTask';
	const { error } = run;
	return {
		error: error && {
			message: error.message,
			description: error.description ?? '',
			data: isObject(error.context) ? error.context.data : undefined,
		},
		items: outputs.flatMap((items, output) =>
			items.map(({ json, pairedItem }) => ({
				json,
				item: isObject(pairedItem) ? numberOf(pairedItem.item) : -1,
				asFailed: waitsForTask && output === 1,
				asPending: waitsForTask && output === 2,
			})),
		),
		everything: JSON.stringify(run.raw, withErrors),
	};
}

/** Whatever else it says, an item with an error leaves by the output for errors. */
function wrongsOfOutputs(run: NodeRun, { row, mode }: Cell): string[] {
	if (mode !== 'Continue with error output' || row.node === 'outxWaitForTask') return [];
	const isError = (output: number) =>
		run.json('Node', output).map(({ error }) => error !== undefined);
	return [
		...(isError(0).includes(true) ? ['an error left by the regular output'] : []),
		...(isError(1).includes(false) ? ['a result left by the error output'] : []),
	];
}

async function stuck(): Promise<'stuck'> {
	// Not sped up like the timers of the nodes.
	const { setTimeout: later } = await import('node:timers/promises');
	return await later(STUCK_MS, 'stuck' as const, { ref: false });
}

/** What is wrong with a cell. `nth` tells it from the others that its server and n8n have seen. */
export async function runCell(
	engine: Engine,
	server: FaultyServer,
	cell: Cell,
	nth: number,
): Promise<string[]> {
	const { row, fault, strikes, mode } = cell;
	const items = await itemsFor(row, server.sandbox, nth);
	server.begin(fault, strikes);
	const running = engine.runNode(row.node, row.parameters, {
		items: items.map(({ json }) => ({ json })),
		credentials: outxCredentials(server.url),
		settings: MODES[mode],
		workflowId: `cell-${nth}-${server.url}`,
	});
	const run = await Promise.race([running, stuck()]);
	if (run === 'stuck') return [`${nameOf(cell)}: hangs`];
	const deeds = items.map((given) => deedOf(row, given, server.calls, run.error !== undefined));
	const wrongs = wrongsOf(deeds, reportOf(run, row), SANDBOX_KEY);
	if (!fault && run.error) wrongs.push(`fails without a fault: ${run.error.message}`);
	return [...wrongs, ...wrongsOfOutputs(run, cell)].map((wrong) => `${nameOf(cell)}: ${wrong}`);
}
