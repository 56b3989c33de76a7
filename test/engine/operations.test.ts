import { createTasks, itemsFor, polls, posts } from './requests';
import { setUpStage, urnOf } from './stage';

const stage = setUpStage();

const POST_URN = 'urn:li:activity:7123456789012345678';
/** Somebody, and somebody's post, of the sandbox's world. */
const somebody = () => stage.sandbox.world.connections[0];
const company = () => stage.sandbox.world.companies[0];
const postUrn = () => `urn:li:activity:${[...stage.sandbox.world.posts.keys()][0]}`;

/** Every operation that creates a task: its parameters, what OutX should get, and what comes back. */
const OPERATIONS = [
	{
		what: 'connection.getAll',
		parameters: () => ({ start: 20, filters: { keyword: ' ma ', sort_type: 'RECENTLY_ADDED' } }),
		path: 'fetch-connections',
		body: () => ({ start: 20, count: 40, keyword: 'ma', sort_type: 'RECENTLY_ADDED' }),
		taskType: 'agent_fetch_connections',
		// Waiting asks for Limit, 50 by default, in place of Page Size.
		waitBody: () => ({ start: 20, count: 50, keyword: 'ma', sort_type: 'RECENTLY_ADDED' }),
		result: { entity_urn: expect.any(String), public_identifier: expect.any(String) },
	},
	{
		what: 'connection.sendRequest',
		parameters: () => ({ profile: urnOf(stage.sandbox.world.strangers[0]), note: '  Hello  ' }),
		path: 'send-connection-request',
		body: () => ({ profile_urn: urnOf(stage.sandbox.world.strangers[0]), note: 'Hello' }),
		acts: true,
		result: { sent: true, status: 'completed', api_agent_task_id: expect.any(String) },
	},
	{
		what: 'profile.get',
		parameters: () => ({ profile: `https://www.linkedin.com/in/${somebody().slug}/` }),
		path: 'fetch-profile',
		body: () => ({ profile_slug: decodeURIComponent(somebody().slug) }),
		taskType: 'agent_profile_fetch',
		result: { full_name: expect.any(String), profile_urn: expect.any(String) },
	},
	{
		what: 'profile.getPosts',
		parameters: () => ({
			profiles: stage.sandbox.world.connections.slice(0, 20).map(urnOf).join(', '),
		}),
		path: 'fetch-profiles-posts',
		body: () => ({ profile_urns: stage.sandbox.world.connections.slice(0, 20).map(urnOf) }),
		taskType: 'agent_fetch_profiles_posts',
		result: { activity_urn: expect.any(String), likes_count: expect.any(Number) },
	},
	{
		what: 'profile.search',
		parameters: () => ({
			filters: { keywords: ' a ', geo_urn: `urn:li:geo:${somebody().geoId}, 1`, title: '' },
			count: 10,
		}),
		path: 'search-profiles',
		body: () => ({ keywords: 'a', geo_urn: [somebody().geoId, '1'], count: 10 }),
		taskType: 'agent_search_profiles',
		result: { profile_urn: expect.any(String), connection_degree: expect.any(Number) },
	},
	{
		what: 'company.get',
		parameters: () => ({ company: `linkedin.com/company/${company().slug}?trk=x` }),
		path: 'fetch-company',
		body: () => ({ company_slug: company().slug }),
		taskType: 'agent_fetch_company',
		result: { name: expect.any(String) },
	},
	{
		what: 'company.getPosts',
		parameters: () => ({ company: company().slug }),
		path: 'fetch-company-posts',
		body: () => ({ company_slug: company().slug }),
		taskType: 'agent_fetch_company_posts',
		result: { activity_urn: expect.any(String) },
	},
	{
		what: 'message.send',
		parameters: () => ({ recipient: urnOf(somebody()), message: ' Hi,\n\nthere ' }),
		path: 'send-message',
		body: () => ({ recipient_urn: urnOf(somebody()), message: ' Hi,\n\nthere ' }),
		acts: true,
		result: { sent: true, status: 'completed' },
	},
	{
		what: 'post.like',
		parameters: () => ({ post: `https://www.linkedin.com/feed/update/${postUrn()}/?utm=1` }),
		path: 'like-post',
		body: () => ({ social_urn: postUrn() }),
		acts: true,
		result: { liked: true, status: 'completed' },
	},
	{
		what: 'post.comment',
		parameters: () => ({ post: postUrn(), comment: 'Well said' }),
		path: 'comment-post',
		body: () => ({ social_urn: postUrn(), comment_text: 'Well said' }),
		acts: true,
		result: { commented: true, status: 'completed' },
	},
];

describe.each(OPERATIONS)('$what', ({ what, parameters, path, body, waitBody, ...expected }) => {
	test('returns the task at once', async () => {
		const run = await stage.outx(what, parameters());

		expect(run.error).toBeUndefined();
		expect(run.items).toEqual([
			{
				json: {
					success: true,
					api_agent_task_id: expect.stringMatching(/^[\da-f-]{36}$/),
					message: expect.stringContaining('task created'),
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(stage.sandbox.requests).toHaveLength(1);
		expect(stage.sandbox.requests[0]).toMatchObject({
			method: 'POST',
			path: `/linkedin-agent/${path}`,
			query: {},
			status: 200,
			headers: { 'content-type': 'application/json', 'x-api-key': '***' },
		});
		expect(stage.sandbox.requests[0].body).toEqual(body());
	});

	test('waits and returns an item per result', async () => {
		const run = await stage.outx(what, { ...parameters(), waitForCompletion: true });

		expect(run.error).toBeUndefined();
		expect(posts(stage.sandbox)[0].body).toEqual((waitBody ?? body)());
		expect(run.items.length).toBeGreaterThan(0);
		for (const item of run.items) {
			expect(item.json).toMatchObject(expected.result);
			expect(item.json).not.toHaveProperty('error');
			expect(item.pairedItem).toEqual({ item: 0 });
		}
	});

	// What acts answers with a receipt; a choice of shapes is not offered for it.
	if (expected.acts) return;

	test('waits and returns an item per task', async () => {
		const run = await stage.outx(what, {
			...parameters(),
			waitForCompletion: true,
			options: { output: 'task' },
		});

		expect(run.items).toEqual([
			{
				json: {
					api_agent_task_id: stage.sandbox.tasks.list()[0].id,
					status: 'completed',
					task_type: expected.taskType,
					task_input: expect.objectContaining({ task_type: expected.taskType }),
					task_output: expect.any(Object),
					...(what === 'connection.getAll' ? { page: expect.any(Object) } : {}),
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

describe('task.getStatus', () => {
	test('looks once, whatever the task is', async () => {
		const [done] = await createTasks(stage.sandbox, 1);
		stage.sandbox.set({ extension: 'asleep' });
		const [pending] = await createTasks(stage.sandbox, 1);

		const run = await stage.outx('task.getStatus', {}, { items: itemsFor([pending, done]) });
		expect(run.items[0]).toEqual({
			json: {
				api_agent_task_id: pending,
				status: 'pending',
				task_type: 'agent_fetch_company',
				task_input: { task_type: 'agent_fetch_company', company_slug: company().slug },
				task_output: null,
			},
			pairedItem: { item: 0 },
		});
		expect(run.items[1]).toMatchObject({
			json: { api_agent_task_id: done, status: 'completed', task_output: expect.any(Object) },
			pairedItem: { item: 1 },
		});
		const asked = polls(stage.sandbox).map(({ query }) => query.api_agent_task_id);
		expect(asked.sort()).toEqual([pending, done].sort());
	});

	test('an unknown task is an error with its text', async () => {
		const run = await stage.outx('task.getStatus', {
			taskId: '550e8400-e29b-41d4-a716-446655440000',
		});
		expect(run.error.message).toBe('OutX did not find this: Agent task not found [item 0]');
		expect(run.error.description).toContain('same OutX team');
	});
});

describe('several items', () => {
	test('what reads comes out in the order of the input, though it is asked for in parallel', async () => {
		const people = stage.sandbox.world.connections.slice(0, 7);
		stage.sandbox.set({
			faults: [
				{ kind: 'slow', ms: 300, path: '/linkedin-agent/fetch-profile' },
				{ kind: 'slow', ms: 150, path: '/linkedin-agent/fetch-profile' },
			],
		});
		const run = await stage.outx(
			'profile.get',
			{ profile: '={{ $json.slug }}', waitForCompletion: true, simplify: false },
			{ items: people.map(({ slug }) => ({ json: { slug } })) },
		);
		expect(run.items.map(({ json }) => json.full_name)).toEqual(people.map(({ name }) => name));
		expect(run.items.map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1, 2, 3, 4, 5, 6]);
	});

	test('an item with many results keeps them together', async () => {
		const { world } = stage.sandbox;
		const [first, second] = world.companies;
		const run = await stage.outx(
			'company.getPosts',
			{ company: '={{ $json.slug }}', waitForCompletion: true },
			{ items: [first, second].map(({ slug }) => ({ json: { slug } })) },
		);
		expect(run.items.map(({ pairedItem }) => pairedItem.item)).toEqual([
			...world.postsOf(first.id).map(() => 0),
			...world.postsOf(second.id).map(() => 1),
		]);
		expect(run.items.map(({ json }) => json.activity_urn)).toEqual(
			[first, second].flatMap(({ id }) =>
				world.postsOf(id).map((post) => `urn:li:activity:${post.id}`),
			),
		);
	});

	test('at most so many are asked for at once', async () => {
		stage.sandbox.set({ faults: [{ kind: 'slow', ms: 400, times: null }] });
		const items = stage.sandbox.world.companies.slice(0, 6).map(({ slug }) => ({ json: { slug } }));
		const inTheFirstMoment = (requests) =>
			requests.filter(({ at }) => at - requests[0].at < 380).length;

		await stage.outx('company.get', { company: '={{ $json.slug }}' }, { items });
		expect(inTheFirstMoment(posts(stage.sandbox))).toBe(5);

		stage.sandbox.requests.length = 0;
		const options = { concurrency: 2 };
		await stage.outx('company.get', { company: '={{ $json.slug }}', options }, { items });
		expect(inTheFirstMoment(posts(stage.sandbox))).toBe(2);
	});

	test('what acts is done one after the other, in order', async () => {
		stage.sandbox.set({ faults: [{ kind: 'slow', ms: 100, times: 2 }] });
		const items = stage.connections(4);
		const run = await stage.outx(
			'message.send',
			{ recipient: '={{ $json.urn }}', message: '={{ "Hi " + $json.slug }}' },
			{ items },
		);
		expect(run.items.map(({ pairedItem }) => pairedItem.item)).toEqual([0, 1, 2, 3]);
		expect(stage.sandbox.ledger.messages.map(({ recipient, text }) => [recipient, text])).toEqual(
			items.map(({ json }) => [json.id, `Hi ${json.slug}`]),
		);
	});

	test('no items in, no items out and nothing asked', async () => {
		const run = await stage.outx('company.get', { company: 'x' }, { items: [] });
		expect(run.error).toBeUndefined();
		expect(stage.sandbox.requests).toEqual([]);
	});
});

describe('shapes', () => {
	const getProfile = async (parameters) =>
		await stage.outx('profile.get', {
			profile: somebody().slug,
			waitForCompletion: true,
			...parameters,
		});

	test.each([true, false])('a profile is read nested or flat (nested: %s)', async (nested) => {
		stage.sandbox.set({ nestedProfile: nested });
		const name = nested ? 'full_name' : 'name';

		const simple = (await getProfile({})).items[0].json;
		expect(Object.keys(simple).length).toBeLessThanOrEqual(12);
		expect(simple).toMatchObject({
			[name]: somebody().name,
			headline: somebody().headline,
			profile_urn: urnOf(somebody()),
			profile_url: expect.stringContaining('https://www.linkedin.com/in/'),
			current_title: somebody().positions[0].title,
			current_company: somebody().positions[0].company.name,
		});
		expect(simple).not.toHaveProperty('positions');

		const raw = (await getProfile({ simplify: false })).items[0].json;
		expect(raw).toMatchObject({
			[name]: somebody().name,
			positions: expect.any(Array),
			skills: somebody().skills,
			profile_url: expect.any(String),
		});
		expect(raw).not.toHaveProperty('profile');
	});

	test('a whole task leaves the output as OutX sent it', async () => {
		const { items } = await getProfile({ options: { output: 'task' } });
		expect(items[0].json.task_output.profile).toMatchObject({ full_name: somebody().name });
	});

	test('posts lose the less useful fields, unless raw ones are wanted', async () => {
		const get = async (simplify) =>
			(
				await stage.outx('company.getPosts', {
					company: company().slug,
					waitForCompletion: true,
					simplify,
				})
			).items[0].json;
		expect(Object.keys(await get(true)).length).toBeLessThanOrEqual(10);
		expect(await get(false)).toHaveProperty('author_headline');
	});

	test('a page of connections says where it stands', async () => {
		const page = async (parameters) =>
			(
				await stage.outx('connection.getAll', {
					waitForCompletion: true,
					options: { output: 'task' },
					...parameters,
				})
			).items.map(({ json }) => json.page);
		expect(await page({ limit: 10, start: 5 })).toEqual([
			{ start: 5, count: 10, returned: 10, has_more: true, next_start: 15 },
		]);
		expect(await page({ limit: 10, start: 995 })).toEqual([
			{ start: 995, count: 10, returned: 5, has_more: false, next_start: null },
		]);
		expect(await page({ limit: 10, start: 2000 })).toEqual([
			{ start: 2000, count: 10, returned: 0, has_more: false, next_start: null },
		]);
	});

	test('connections get the address of the person', async () => {
		const run = await stage.outx('connection.getAll', { waitForCompletion: true, limit: 3 });
		for (const { json } of run.items) {
			expect(json.profile_url).toMatch(/^https:\/\/www\.linkedin\.com\/in\/./);
			expect(decodeURIComponent(json.profile_url)).toContain(
				decodeURIComponent(json.public_identifier),
			);
		}
	});

	test("a result's own key named error gets another name", async () => {
		stage.sandbox.set({ failTasks: { status: 'completed', output: { error: 'odd', rest: 1 } } });
		const run = await getProfile({});
		expect(run.items[0].json).toMatchObject({ error_text: 'odd', rest: 1 });
		expect(run.items[0].json).not.toHaveProperty('error');
	});

	test.each([
		['nothing', null],
		['text', 'Session expired'],
		['an empty list', []],
		['a list', [{ a: 1 }, 'two']],
		['an empty object', {}],
		['an error', { error: 'Session expired' }],
	])('an output of %s is no profile, and the task is named', async (_name, output) => {
		stage.sandbox.set({ failTasks: { status: 'completed', output } });
		const run = await getProfile({});
		expect(run.items).toEqual([]);
		expect(run.error.message).toMatch(
			/^OutX completed task [-\da-f]{36} with something unexpected/,
		);
	});
});

describe('states', () => {
	test('words that nobody documented count as running', async () => {
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
			expect(run.error.message).toBe('OutX could not do it: No such page today [item 0]');
			expect(run.error.description).toContain(stage.sandbox.tasks.list()[0].id);
		},
	);

	test('what does not end in time says which task it is and two ways on', async () => {
		stage.sandbox.set({ extension: 'asleep' });
		const run = await stage.outx('company.get', {
			company: company().slug,
			waitForCompletion: true,
			options: { maximumWait: 1 },
		});
		expect(run.error.message).toBe(
			`Task ${stage.sandbox.tasks.list()[0].id} is still pending after 1 seconds [item 0]`,
		);
		expect(run.error.description).toContain("Raise 'Maximum Wait'");
		expect(run.error.description).toContain('OutX Wait for Task');
	});

	test('when one of several tasks ends badly, the others are named', async () => {
		const slugs = [company().slug, 'nobody-knows-this', stage.sandbox.world.companies[1].slug];
		const items = slugs.map((slug) => ({ json: { slug } }));
		const parameters = { company: '={{ $json.slug }}', waitForCompletion: true };

		const stopped = await stage.outx('company.get', parameters, { items });
		expect(stopped.error.message).toBe(
			'OutX could not do it: Company not found: nobody-knows-this [item 1]',
		);
		const [first, , third] = stage.sandbox.tasks.list().map(({ id }) => id);
		expect(stopped.error.description).toContain(`${first} (item 0), ${third} (item 2)`);

		const settings = { onError: 'continueRegularOutput' };
		const went = await stage.outx('company.get', parameters, { items, settings });
		expect(went.items[1]).toEqual({
			json: { error: 'OutX could not do it: Company not found: nobody-knows-this [item 1]' },
			pairedItem: { item: 1 },
		});
		expect([0, 2].map((at) => went.items[at].json.name)).toEqual([
			company().name,
			stage.sandbox.world.companies[1].name,
		]);
	});
});

describe('who may act', () => {
	test.each([
		['an extension that is not running', { extension: 'stale' }, /extension is not running/],
		['a team without an admin', { hasAdmin: false }, /no admin in your team/],
	])('%s is named', async (_name, switches, message) => {
		stage.sandbox.set(switches);
		const run = await stage.outx('post.like', { post: POST_URN });
		expect(run.error.message).toMatch(message);
		expect(run.error.description).toMatch(/extension/);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});
});
