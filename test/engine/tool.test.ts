import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { like } from '../support/like';
import { AGENT_KINDS, askTool, type AgentOptions } from './agent';
import { polls, posts } from './requests';
import { expectNoKey, parametersOf, setUpStage, sleep, urnOf } from './stage';

const stage = setUpStage();

const from = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;
const GET = parametersOf('profile.get', { profile: from('profile') });
const SEND = parametersOf('message.send', { recipient: from('recipient'), message: from('text') });
const GET_STATUS = parametersOf('task.getStatus', { taskId: from('id') });

describe.each(AGENT_KINDS)('an agent that %s', (agent) => {
	const ask = async (
		node: string,
		parameters: INodeParameters,
		script: IDataObject[],
		options?: AgentOptions,
	) => await askTool(stage, agent, node, parameters, script, options);

	test('always gets the result, because it needs the answer in one call', async () => {
		stage.sandbox.set({ taskDelayMs: 300 });
		const [person] = stage.sandbox.world.connections;
		const { answers } = await ask('outx', GET, [{ profile: person.slug }]);
		expect(answers).toEqual([
			{ items: [like.object({ full_name: person.name, profile_urn: urnOf(person) })] },
		]);
	});

	test('is told in words when time is up: the task, and what to do next', async () => {
		stage.sandbox.set({ extension: 'asleep' });
		const [person] = stage.sandbox.world.connections;
		const parameters = { ...GET, options: { maximumWait: 1 } };
		const { answers } = await ask('outx', parameters, [{ profile: person.slug }]);
		const [{ id }] = stage.sandbox.tasks.list();
		expect(answers).toEqual([
			{
				items: [
					{
						api_agent_task_id: id,
						status: 'pending',
						message: `Not finished after 1 seconds. OutX accepted it and continues by itself, so do not start it again. Get the status of task ${id} later.`,
					},
				],
			},
		]);

		stage.sandbox.set({ extension: 'online' });
		const later = await ask('outx', GET_STATUS, [{ id }]);
		expect(later.answers[0].items[0]).toMatchObject({ api_agent_task_id: id, status: 'completed' });
	});

	test('that repeats a request gets one task, and its result both times', async () => {
		const [first, second] = stage.sandbox.world.connections;
		const script = [first, first, second, first].map(({ slug }) => ({ profile: slug }));
		const { answers } = await ask('outx', GET, script);
		expect(answers.map(({ items: [{ full_name: name }] }) => name)).toEqual(
			[first, first, second, first].map(({ name }) => name),
		);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('that sends the same twice sends it once; something else is sent', async () => {
		const [{ json }] = stage.connections(1);
		const script = ['Hi', 'Hi', 'And one more thing'].map((text) => ({
			recipient: json.urn,
			text,
		}));
		const { answers } = await ask('outx', SEND, script);
		expect(answers.map(({ items: [{ sent }] }) => sent)).toEqual([true, true, true]);
		expect(stage.sandbox.ledger.messages.map(({ text }) => text)).toEqual([
			'Hi',
			'And one more thing',
		]);
	});

	test('that asks again after an unknown outcome does not contact the person twice', async () => {
		stage.sandbox.set({ faults: [{ kind: 'resetAfter', method: 'POST' }] });
		const [{ json }] = stage.connections(1);
		const call = { recipient: json.urn, text: 'Hi' };
		const { run, answers } = await ask('outx', SEND, [call, call]);
		expect(answers.map(({ failed }) => failed)).toEqual([
			like.text('It may have taken effect'),
			like.text('may have completed this, so it was not sent again'),
		]);
		expect(posts(stage.sandbox)).toHaveLength(1);
		expectNoKey(run);
	});

	test('learns what is wrong with its input, and can correct it', async () => {
		const [{ json }] = stage.connections(1);
		const script = [
			{ recipient: 'https://www.linkedin.com/company/somebody', text: 'Hi' },
			{ recipient: json.urn, text: 'Hi' },
		];
		const { answers } = await ask('outx', SEND, script);
		expect(answers[0].failed).toContain("'Person' is the URL of a company, not a person's");
		expect(answers[1].items[0]).toMatchObject({ sent: true });
	});

	test('with Retry On Fail, a tool is tried again and sends once', async () => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 400, method: 'POST' }] });
		const [{ json }] = stage.connections(1);
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 20 };
		const script = [{ recipient: json.urn, text: 'Hi' }];
		const { answers } = await ask('outx', SEND, script, { settings });
		expect(answers[0].items[0]).toMatchObject({ sent: true });
		expect(stage.sandbox.ledger.messages).toHaveLength(1);
	});

	test('gets all three outputs of Wait for Task', async () => {
		await ask('outx', GET, [{ profile: 'nobody-of-this-name' }]);
		const [{ id: bad }] = stage.sandbox.tasks.list();
		stage.sandbox.set({ extension: 'asleep' });
		await ask('outx', { ...GET, options: { maximumWait: 0 } }, [{ profile: 'x-y-z' }]);
		const open = stage.sandbox.tasks.list()[1].id;
		const parameters = { taskId: from('id'), maximumWait: 0 };
		const script = [{ id: bad }, { id: open }];
		const { answers } = await ask('outxWaitForTask', parameters, script);
		expect(
			answers.map(({ items: [json] }) => [json.api_agent_task_id, json.status, json.reason]),
		).toEqual([
			[bad, 'failed', 'Profile not found: nobody-of-this-name'],
			[open, 'pending', undefined],
		]);
	});

	test('reads little of each result, and all of it only where Simplify is off', async () => {
		const list = parametersOf('connection.getAll', { limit: 10 });
		const brief = await ask('outx', list, [{}]);
		const [items, whole] = [
			brief.answers[0].items,
			(await ask('outx', { ...list, simplify: false }, [{}])).answers[0].items,
		];
		expect(items).toHaveLength(10);
		const [person] = stage.sandbox.world.relevance;
		expect(items[0]).toMatchObject({ name: person.name, entity_urn: urnOf(person) });
		expect(JSON.stringify(items)).not.toMatch(/image|media/);
		expect(JSON.stringify(whole)).toContain('profile_image_url');
		expect(JSON.stringify(items).length).toBeLessThan(JSON.stringify(whole).length);
	});

	test('reads little of a task that it waits for, too', async () => {
		stage.sandbox.set({ extension: 'asleep' });
		const list = parametersOf('connection.getAll', { limit: 5 });
		await ask('outx', { ...list, options: { maximumWait: 0 } }, [{}]);
		const [{ id }] = stage.sandbox.tasks.list();
		stage.sandbox.set({ extension: 'online' });
		const wait = { taskId: from('id'), maximumWait: 20 };
		const { answers } = await ask('outxWaitForTask', wait, [{ id }]);
		expect(answers[0].items).toHaveLength(5);
		expect(JSON.stringify(answers)).not.toMatch(/image|media/);
	});

	test('stopped in the middle of a call, nothing is requested afterwards', async () => {
		stage.sandbox.set({ extension: 'asleep' });
		const start = Date.now();
		await ask('outx', GET, [{ profile: 'x-y-z' }], { cancelAfter: 500 });
		expect(Date.now() - start).toBeLessThan(1500 + stage.late());
		const sent = stage.sandbox.requests.length;
		await sleep(1200);
		expect(stage.sandbox.requests).toHaveLength(sent);
		expect(polls(stage.sandbox).length).toBeGreaterThan(0);
	});
});

test('every list can be read in full by a tool, and a workflow is not asked', () => {
	const { properties } = stage.engine.describe('outx');
	const simplify = properties.filter(({ name }) => name === 'simplify');
	const ofSearch = simplify.filter(({ displayOptions }) => {
		const { resource, operation } = displayOptions?.show ?? {};
		return resource?.includes('profile') && operation?.includes('search');
	});
	expect(ofSearch.map(({ displayOptions }) => displayOptions?.show?.['@tool'])).toEqual([[true]]);
});

test('a tool does not ask whether to wait', () => {
	const { properties } = stage.engine.describe('outx');
	const waits = properties.filter(({ name }) => name === 'waitForCompletion');
	expect(waits.length).toBeGreaterThan(0);
	for (const { type, displayOptions, default: initial } of waits) {
		const shown = type === 'hidden' ? displayOptions?.show : displayOptions?.hide;
		expect(shown?.['@tool']).toEqual([true]);
		if (type === 'hidden') expect(initial).toBe(true);
	}
});
