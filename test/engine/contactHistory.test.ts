import type { INodeParameters } from 'n8n-workflow';

import { posts } from './requests';
import { CONTINUE, Sending, SENDING } from './sending';
import { setUpStage, type PersonItem, type StageOptions } from './stage';

const stage = setUpStage();
const sending = new Sending(stage);

/** Another node than the one that sends, unless it says otherwise. */
const history = async (
	operation: 'check' | 'forget' | 'forgetAll',
	items: PersonItem[],
	parameters: INodeParameters = {},
	options: StageOptions = {},
) => {
	const recipient = '={{ $json.urn }}';
	const run = await stage.outx(
		`contactHistory.${operation}`,
		{ recipient, ...parameters },
		{ items, id: 'history', ...options },
	);
	expect(run.error).toBeUndefined();
	return run.items.map(({ json }) => json);
};
const statuses = async (
	items: PersonItem[],
	parameters?: INodeParameters,
	options?: StageOptions,
) => (await history('check', items, parameters, options)).map(({ status }) => status);

/** Contacts the first; the answer of the second gets lost; the third is not contacted. */
async function contactTwo(scope: string) {
	const items = stage.connections(3);
	sending.fault({ ...SENDING, kind: 'resetAfter', after: 1 });
	const options = { sendOncePerRecipient: scope };
	await sending.send(items.slice(0, 2), { settings: CONTINUE }, { options });
	stage.sandbox.requests.length = 0;
	return { items, send: async () => await sending.send(items, {}, { options }) };
}

const THREE = ['contacted', 'perhaps_contacted', 'not_contacted'];

describe('Contact History of a workflow', () => {
	test('tells who was contacted, sends nothing and records nothing', async () => {
		const { items } = await contactTwo('workflow');
		expect(await history('check', items)).toEqual(
			items.map(({ json }, nth) => ({
				recipient_urn: json.urn,
				scope: 'workflow',
				status: THREE[nth],
			})),
		);
		expect(await statuses(items)).toEqual(THREE);
		expect(stage.sandbox.requests).toEqual([]);
	});

	test('knows a person however the URN is written', async () => {
		const { items } = await contactTwo('workflow');
		const recipient = '={{ "urn:li:person:" + $json.id }}';
		expect(await statuses(items, { recipient })).toEqual(THREE);
	});

	test('keeps kinds of contact apart', async () => {
		const { items } = await contactTwo('workflow');
		expect(await statuses(items, { contactedBy: 'connectionRequest' })).toEqual(
			Array(3).fill('not_contacted'),
		);
	});

	test('forgets one, who is then contacted again', async () => {
		const { items, send } = await contactTwo('workflow');
		const [forgotten] = await history('forget', items.slice(1, 2));
		expect(forgotten).toEqual({
			recipient_urn: items[1].json.urn,
			scope: 'workflow',
			status_before: 'perhaps_contacted',
			forgotten: true,
		});
		expect(await statuses(items)).toEqual(['contacted', 'not_contacted', 'not_contacted']);
		const run = await send();
		expect(run.items.map(({ json }) => json.status ?? json.success)).toEqual([
			'already_contacted',
			true,
			true,
		]);
	});

	test('forgets all', async () => {
		const { items, send } = await contactTwo('workflow');
		expect(await history('forgetAll', items.slice(0, 1))).toEqual([
			{ scope: 'workflow', forgotten: true },
		]);
		expect(await statuses(items)).toEqual(Array(3).fill('not_contacted'));
		await send();
		expect(posts(stage.sandbox)).toHaveLength(3);
	});

	test('knows posts that were commented on', async () => {
		const post = `urn:li:activity:${[...stage.sandbox.world.posts.keys()][0]}`;
		const asked = { contactedBy: 'comment', post };
		const [item] = stage.connections(1);
		expect(await statuses([item], asked)).toEqual(['not_contacted']);
		const options = { sendOncePerRecipient: 'workflow' };
		await stage.outx('post.comment', { post, comment: 'Yes', options });
		expect(await history('check', [item], asked)).toEqual([
			{ social_urn: post, scope: 'workflow', status: 'contacted' },
		]);
	});
});

test('the history of a node belongs to that node alone', async () => {
	const { items } = await contactTwo('node');
	expect(await statuses(items)).toEqual(Array(3).fill('not_contacted'));
	const scope = { scope: 'node' };
	expect(await statuses(items, scope)).toEqual(Array(3).fill('not_contacted'));
	const sameNode = { id: undefined };
	expect(await statuses(items, scope, sameNode)).toEqual(THREE);
	await history('forget', items.slice(0, 2), scope, sameNode);
	expect(await statuses(items, scope, sameNode)).toEqual(Array(3).fill('not_contacted'));
});

describe('what cannot be consulted', () => {
	test.each<[string, INodeParameters]>([
		["'Scope' must be node or workflow, not 'team'", { scope: 'team' }],
		[
			"'Contacted By' must be comment, connectionRequest or message, not 'like'",
			{ contactedBy: 'like' },
		],
		["'Person' is empty", { recipient: '={{ "" }}' }],
		["'Post' is empty", { contactedBy: 'comment', post: '={{ "" }}' }],
	])('%s', async (message, parameters) => {
		const all = { recipient: stage.connections(1)[0].json.urn, ...parameters };
		for (const operation of ['check', 'forget']) {
			const run = await stage.outx(`contactHistory.${operation}`, all);
			expect(run.error?.message).toContain(message);
		}
	});

	test('is said in plain words where n8n cannot remember', async () => {
		stage.engine.useStore(null);
		const recipient = stage.connections(1)[0].json.urn;
		const run = await stage.outx('contactHistory.check', { recipient });
		expect(run.error?.message).toContain('This n8n cannot remember recipients');
	});
});
