import { posts, type Sent } from './requests';
import { inputsOf, setUpStage } from './stage';

const stage = setUpStage();

describe('several items', () => {
	test('reads are returned in the order of the input, although they are requested in parallel', async () => {
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
		expect(inputsOf(run.items)).toEqual([0, 1, 2, 3, 4, 5, 6]);
	});

	test('an item with many results keeps them together', async () => {
		const { world } = stage.sandbox;
		const [first, second] = world.companies;
		const run = await stage.outx(
			'company.getPosts',
			{ company: '={{ $json.slug }}', waitForCompletion: true },
			{ items: [first, second].map(({ slug }) => ({ json: { slug } })) },
		);
		expect(inputsOf(run.items)).toEqual([
			...world.postsOf(first.id).map(() => 0),
			...world.postsOf(second.id).map(() => 1),
		]);
		expect(run.items.map(({ json }) => json.activity_urn)).toEqual(
			[first, second].flatMap(({ id }) =>
				world.postsOf(id).map((post) => `urn:li:activity:${post.id}`),
			),
		);
	});

	test('at most this many are requested at once', async () => {
		stage.sandbox.set({ faults: [{ kind: 'slow', ms: 400, times: null }] });
		const items = stage.sandbox.world.companies.slice(0, 6).map(({ slug }) => ({ json: { slug } }));
		const inTheFirstMoment = (requests: readonly Sent[]) =>
			requests.filter(({ at }) => at - requests[0].at < 380).length;

		const parameters = { company: '={{ $json.slug }}', waitForCompletion: false };
		await stage.outx('company.get', parameters, { items });
		expect(inTheFirstMoment(posts(stage.sandbox))).toBe(5);

		stage.sandbox.requests.length = 0;
		const options = { concurrency: 2 };
		await stage.outx('company.get', { ...parameters, options }, { items });
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
		expect(inputsOf(run.items)).toEqual([0, 1, 2, 3]);
		expect(stage.sandbox.ledger.messages.map(({ recipient, text }) => [recipient, text])).toEqual(
			items.map(({ json }) => [json.id, `Hi ${json.slug}`]),
		);
	});

	test('without input items, no items are returned and nothing is requested', async () => {
		const run = await stage.outx('company.get', { company: 'x' }, { items: [] });
		expect(run.error).toBeUndefined();
		expect(stage.sandbox.requests).toEqual([]);
	});
});
