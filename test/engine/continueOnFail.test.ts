import type { INode, INodeParameters } from 'n8n-workflow';

import { type Fault } from '../../sandbox';
import { posts } from './requests';
import { SEND, useShortestPauses } from './retrying';
import { inputsOf, setUpStage } from './stage';

const stage = setUpStage();
useShortestPauses();

describe('Continue', () => {
	const three = async (
		onError: INode['onError'],
		fault: Fault,
		parameters: INodeParameters = {},
	) => {
		stage.sandbox.set({ faults: [{ after: 1, ...fault }] });
		return await stage.outx(
			'message.send',
			{ ...SEND, ...parameters },
			{ items: stage.connections(3), settings: { onError } },
		);
	};
	const refusal: Fault = { kind: 'status', status: 400, error: 'Not now' };
	const message = 'OutX refused the request (400): Not now [item 1]';

	test.each([false, true])(
		'regular output: exactly the error and its item (waiting: %s)',
		async (wait) => {
			const run = await three('continueRegularOutput', refusal, { waitForCompletion: wait });
			expect(run.items[1]).toEqual({ json: { error: message }, pairedItem: { item: 1 } });
			expect(inputsOf(run.items)).toEqual([0, 1, 2]);
			expect(stage.sandbox.ledger.messages).toHaveLength(2);
		},
	);

	test.each([false, true])(
		'error output: the error, and nothing else (waiting: %s)',
		async (wait) => {
			const run = await three('continueErrorOutput', refusal, { waitForCompletion: wait });
			expect(inputsOf(run.data('Node', 0))).toEqual([0, 2]);
			// n8n itself adds the fields of the input item.
			expect(run.data('Node', 1)).toEqual([
				{
					json: { ...stage.connections(3)[1].json, error: message },
					pairedItem: { item: 1 },
				},
			]);
		},
	);

	test.each([
		['a wrong key', { status: 401, error: 'Invalid API Key' }],
		['a stopped extension', { status: 403, error: 'Plugin installation required: x' }],
	])('reads stop asking after %s, and the rest say why', async (_, refused) => {
		stage.sandbox.set({ faults: [{ kind: 'status', times: null, ...refused }] });
		const items = Array.from({ length: 30 }, () => ({ json: {} }));
		const settings = { onError: 'continueRegularOutput' } as const;
		const run = await stage.outx('company.get', { company: 'microsoft' }, { items, settings });
		expect(inputsOf(run.items)).toEqual(items.map((_item, nth) => nth));
		// Those that were under way, and no more.
		expect(posts(stage.sandbox).length).toBeLessThan(8);
		expect(run.items.at(-1)?.json.error).toMatch(/^Not requested\. .* \[item 29\]$/);
		for (const { json } of run.items) expect(Object.keys(json)).toEqual(['error']);
	});

	test.each<[string, INodeParameters]>([
		['a Maximum Wait of -1', { waitForCompletion: true, options: { maximumWait: -1 } }],
		['an operation that does not exist', { operation: 'fly' }],
		['a missing node in an option', { options: { concurrency: "={{ $('Nobody').item.json.x }}" } }],
		[
			'a missing node in Simplify',
			{ waitForCompletion: true, simplify: "={{ $('Nobody').item.json.x }}" },
		],
	])('%s fails every item, and nothing is requested', async (_, parameters) => {
		const items = [{ json: {} }, { json: {} }];
		const settings = { onError: 'continueRegularOutput' } as const;
		const all = { company: 'microsoft', ...parameters };
		const run = await stage.outx('company.get', all, { items, settings });
		expect(run.items.map(({ json }) => Object.keys(json))).toEqual([['error'], ['error']]);
		expect(posts(stage.sandbox)).toEqual([]);
	});

	test('a task that fails leaves by the error output, too', async () => {
		stage.sandbox.set({ failTasks: { everyNth: 2 } });
		const run = await stage.outx(
			'message.send',
			{ ...SEND, waitForCompletion: true },
			{ items: stage.connections(3), settings: { onError: 'continueErrorOutput' } },
		);
		expect(run.data('Node', 0)).toHaveLength(2);
		expect(run.data('Node', 1).map(({ json }) => json.error)).toEqual([
			`OutX could not complete task ${stage.sandbox.tasks.list()[1].id}: The extension could not finish this task [item 1]`,
		]);
	});

	test('without Continue nothing is sent after the first refusal, and what was sent is named', async () => {
		const run = await three('stopWorkflow', refusal);
		expect(run.error?.message).toBe(message);
		expect(run.error?.description).toContain(
			`OutX accepted these tasks: ${stage.sandbox.tasks.list()[0].id} (item 0). Get their results with OutX Wait for Task, and do not send their items again`,
		);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});
});
