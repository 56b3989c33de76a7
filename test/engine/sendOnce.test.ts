import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import type { NodeRun } from '../support/engine';
import { textOf } from '../support/json';
import { like } from '../support/like';
import { posts } from './requests';
import { Sending, SENDING, idsOf } from './sending';
import { setUpStage, type StageOptions } from './stage';

const stage = setUpStage();
const sending = new Sending(stage);

describe('Send Once Per Recipient', () => {
	const once = async (
		scope: 'node' | 'workflow',
		items: INodeExecutionData[],
		options: StageOptions = {},
		more: INodeParameters = {},
	) => await sending.send(items, options, { options: { sendOncePerRecipient: scope, ...more } });
	const statuses = (run: NodeRun) => run.items.map(({ json }) => json.status ?? json.success);

	test('within the node: later executions skip contacted recipients, and say so', async () => {
		const items = stage.connections(3);
		expect(statuses(await once('node', items.slice(0, 2)))).toEqual([true, true]);
		const run = await once('node', items);
		expect(statuses(run)).toEqual(['already_contacted', 'already_contacted', true]);
		expect(run.items[0]).toEqual({
			json: {
				skipped: true,
				status: 'already_contacted',
				reason: 'This node has already contacted this recipient',
				recipient_urn: items[0].json.urn,
			},
			pairedItem: { item: 0 },
		});
		expect(sending.reached()).toEqual(idsOf(items));
		// Another node has a memory of its own.
		expect(statuses(await once('node', items, { id: 'other' }))).toEqual([true, true, true]);
	});

	test('within the workflow: other nodes skip them, too; other workflows do not', async () => {
		const items = stage.connections(1);
		await once('workflow', items);
		const run = await once('workflow', items, { id: 'other' });
		expect(run.items[0].json).toMatchObject({
			status: 'already_contacted',
			reason: 'This workflow has already contacted this recipient',
		});
		expect(statuses(await once('workflow', items, { workflowId: 'another' }))).toEqual([true]);
		expect(sending.reached()).toHaveLength(2);
	});

	test('a person is one person, however the URN is written, also within one run', async () => {
		const { id } = stage.sandbox.world.connections[0];
		const items = [
			`urn:li:fsd_profile:${id}`,
			`urn:li:person:${id}`,
			id,
			`https://www.linkedin.com/in/${id}/`,
		].map((urn) => ({ json: { urn } }));
		expect(statuses(await once('node', items))).toEqual([
			true,
			'already_contacted',
			'already_contacted',
			'already_contacted',
		]);
		expect(sending.reached()).toEqual([id]);
	});

	test('a message is not a connection request', async () => {
		const [{ json }] = stage.strangers(1);
		const options = { sendOncePerRecipient: 'workflow' };
		await stage.outx('connection.sendRequest', { profile: json.urn, options });
		await stage.outx('message.send', { recipient: json.urn, message: 'Hi', options });
		expect(posts(stage.sandbox)).toHaveLength(2);
		await stage.outx('connection.sendRequest', { profile: json.urn, options }, { id: 'b' });
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	const refusals: Array<[string, Fault]> = [
		['a refusal', { kind: 'status', status: 403, error: 'Access denied' }],
		['a rate limit that was given up', { kind: 'status', status: 429, retryAfter: 90 }],
	];
	test.each(refusals)('%s releases the recipient', async (_name, refusal) => {
		sending.fault({ ...SENDING, ...refusal });
		const items = stage.connections(1);
		expect((await once('node', items)).status).toBe('error');
		expect(statuses(await once('node', items))).toEqual([true]);
		expect(statuses(await once('node', items))).toEqual(['already_contacted']);
		expect(sending.reached()).toHaveLength(1);
	});

	test("LinkedIn's quota releases the one who was refused, and those behind", async () => {
		stage.sandbox.set({ invitationQuota: 1 });
		const options = { sendOncePerRecipient: 'node' };
		const invite = () =>
			stage.outx(
				'connection.sendRequest',
				{ profile: '={{ $json.urn }}', options },
				{ items: stage.strangers(3) },
			);
		expect(statuses(await invite())).toEqual([true, 'not_attempted', 'not_attempted']);
		stage.sandbox.set({ invitationQuota: null });
		expect(statuses(await invite())).toEqual(['already_contacted', true, true]);
	});

	test.each([
		{ kind: 'resetAfter' },
		{ kind: 'resetBefore' },
		{ kind: 'status', status: 502 },
		{ kind: 'statusAfter', status: 502 },
		{ kind: 'brokenJson' },
		{ kind: 'missingTaskId' },
	] as const)('whoever may have been contacted is not contacted again: %j', async (fault) => {
		sending.fault({ ...SENDING, ...fault, after: 1 });
		const items = stage.connections(3);
		expect((await once('node', items)).status).toBe('error');
		const run = await once('node', items);
		expect(statuses(run)).toEqual(['already_contacted', 'perhaps_contacted', true]);
		expect(run.items[1].json.reason).toBe(
			'This node may have contacted this recipient: an earlier attempt got no answer. Check in OutX or on LinkedIn. If nothing was sent, forget the recipient with Contact History → Forget, and run the workflow for this item alone',
		);
		expect(posts(stage.sandbox)).toHaveLength(3);
		expect(statuses(await once('node', items))).toEqual([
			'already_contacted',
			'perhaps_contacted',
			'already_contacted',
		]);
	});

	test('in an execution that runs again, the item says that this execution did it', async () => {
		const items = stage.connections(2);
		const again = { executionId: '12' };
		sending.fault({ ...SENDING, kind: 'resetAfter', after: 1 });
		await once('node', items, again);
		const run = await once('node', items, again);
		expect(run.items.map(({ json }) => [json.status, json.outcome])).toEqual([
			['already_attempted', 'created'],
			['already_attempted', 'unknown'],
		]);
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('a person who was not contacted because the execution was stopped is not lost', async () => {
		const items = stage.connections(2);
		const delay = { delay: { seconds: { from: 30, to: 30 } } };
		await once('node', items, { cancelWhen: () => sending.reached().length === 1 }, delay);
		expect(sending.reached()).toEqual(idsOf(items.slice(0, 1)));
		const [first, second] = statuses(await once('node', items));
		// The stop may come before OutX's answer to the first: then nobody knows what became of it.
		expect(first).toMatch(/^(already|perhaps)_contacted$/);
		expect(second).toBe(true);
		expect(sending.reached()).toEqual(idsOf(items));
	});

	test('skipped people cost no delay', async () => {
		const items = stage.connections(3);
		await once('node', items);
		const start = Date.now();
		await once('node', items, {}, { delay: { seconds: { from: 30, to: 30 } } });
		expect(Date.now() - start).toBeLessThan(5000);
	});

	test('without a store the option is refused in plain words, and nothing is sent', async () => {
		stage.engine.useStore(null);
		const run = await once('node', stage.connections(2));
		expect(run.error?.message).toBe(
			"'Send Once Per Recipient' does not work here, so nothing was sent [item 0]",
		);
		expect(run.error?.description).toContain('Remove the option');
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('a like is no contact, so the option does not exist for it', () => {
		const offered = stage.engine
			.describe('outx')
			.properties.filter(({ options = [] }) =>
				options.some(({ name }) => name === 'sendOncePerRecipient'),
			)
			.flatMap(({ displayOptions }) => [
				...(displayOptions?.show?.resource ?? []).flatMap((resource) =>
					(displayOptions?.show?.operation ?? []).map(
						(operation) => `${textOf(resource)}.${textOf(operation)}`,
					),
				),
			]);
		expect(offered.sort()).toEqual(
			like.list(['connection.sendRequest', 'message.send', 'post.comment']),
		);
		expect(offered).not.toContain('post.like');
	});
});
