import type { Switches } from '../../sandbox';
import { posts } from './requests';
import { setUpStage } from './stage';

const stage = setUpStage();

const company = () => stage.sandbox.world.companies[0];

describe('states', () => {
	test('undocumented words count as running', async () => {
		stage.sandbox.set({
			taskDelayMs: 300,
			statusWords: { pending: 'queued', processing: 'Warming up', completed: 'Completed' },
		});
		const run = await stage.outx('company.get', {
			company: company().slug,
			waitForCompletion: true,
		});
		expect(run.items[0].json.name).toBe(company().name);
	});

	test.each(['failed', 'error', 'cancelled', 'canceled', 'expired', 'FAILED'])(
		'%s ends badly, with the reason',
		async (status) => {
			stage.sandbox.set({
				failTasks: { status, output: { error: 'No such\u0000 page\n\n today' } },
			});
			const run = await stage.outx('company.get', {
				company: company().slug,
				waitForCompletion: true,
			});
			expect(run.error?.message).toBe(
				`OutX could not complete task ${stage.sandbox.tasks.list()[0].id}: No such page today [item 0]`,
			);
			expect(run.error?.description).toContain(stage.sandbox.tasks.list()[0].id);
		},
	);

	test('what does not end in time says which task it is and two ways on', async () => {
		stage.sandbox.set({ extension: 'asleep' });
		const run = await stage.outx('company.get', {
			company: company().slug,
			waitForCompletion: true,
			options: { maximumWait: 1 },
		});
		expect(run.error?.message).toBe(
			`OutX accepted this as task ${stage.sandbox.tasks.list()[0].id}, which is still pending after 1 seconds [item 0]`,
		);
		expect(run.error?.description).toContain("raise 'Maximum Wait'");
		expect(run.error?.description).toContain('OutX Wait for Task');
	});

	test('when one of several tasks fails, the others are named', async () => {
		const slugs = [company().slug, 'nobody-knows-this', stage.sandbox.world.companies[1].slug];
		const items = slugs.map((slug) => ({ json: { slug } }));
		const parameters = { company: '={{ $json.slug }}', waitForCompletion: true };

		const stopped = await stage.outx('company.get', parameters, { items });
		const ids = stage.sandbox.tasks.list().map(({ id }) => id);
		expect(stopped.error?.message).toBe(
			`OutX could not complete task ${ids[1]}: Company not found: nobody-knows-this [item 1]`,
		);
		expect(stopped.error?.description).toContain(
			ids.map((id, item) => `${id} (item ${item})`).join(', '),
		);
		expect(stopped.error?.context.data).toEqual({
			tasks: ids.map((id, item) => ({ item, api_agent_task_id: id })),
		});

		const settings = { onError: 'continueRegularOutput' } as const;
		const went = await stage.outx('company.get', parameters, { items, settings });
		expect(went.items[1]).toEqual({
			json: {
				error: expect.stringMatching(
					/^OutX could not complete task \S+: Company not found: nobody-knows-this \[item 1\]$/,
				) as unknown,
			},
			pairedItem: { item: 1 },
		});
		expect([0, 2].map((at) => went.items[at].json.name)).toEqual([
			company().name,
			stage.sandbox.world.companies[1].name,
		]);
	});
});

const POST_URN = 'urn:li:activity:7123456789012345678';

describe('who may act', () => {
	const switches: Array<[string, Partial<Switches>, RegExp]> = [
		['an extension that is not running', { extension: 'stale' }, /extension is not running/],
		['a team without an admin', { hasAdmin: false }, /no admin in your team/],
	];
	test.each(switches)('%s is named', async (_what, change, message) => {
		stage.sandbox.set(change);
		const run = await stage.outx('post.like', { post: POST_URN });
		expect(run.error?.message).toMatch(message);
		expect(run.error?.description).toMatch(/extension/);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});
});
