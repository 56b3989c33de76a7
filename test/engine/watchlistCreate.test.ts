import type { INodeParameters } from 'n8n-workflow';

import { numberOf } from '../support/json';
import { like } from '../support/like';
import { sent } from './requests';
import { setUpStage } from './stage';
import { jsonOf, WatchlistSandbox } from './watchlistSandbox';

const stage = setUpStage();
const lists = new WatchlistSandbox(stage);
const SLACK = 'https://hooks.slack.com/services/T000/B000/XXXX';

describe('Watchlist → Create', () => {
	const create = async (parameters: INodeParameters) =>
		await lists.works('watchlist.create', parameters);
	const rule = (...rules: INodeParameters[]) => ({
		basis: 'conditions',
		keywordRules: { rule: rules },
	});

	test.each(['keyword', 'reddit'] as const)('%s: by plain keywords', async (kind) => {
		const run = await create({ kind, keywords: ' growth marketing, crm,, crm\nsales ' });

		expect(lists.last()).toMatchObject({
			method: 'POST',
			path: `/api-${kind}-watchlist`,
			status: 200,
		});
		expect(lists.last().body).toEqual({ keywords: ['growth marketing', 'crm', 'sales'] });
		expect(jsonOf(run)).toEqual([like.object({ id: like.any(String), type: kind, created: true })]);
		const made = (await lists.all()).find(({ id }) => id === run.items[0].json.id);
		expect(made?.keywords.map(({ keyword }) => keyword)).toEqual([
			'growth marketing',
			'crm',
			'sales',
		]);
		expect(made?.fetchFreqInHours).toBe(kind === 'reddit' ? 24 : 12);
	});

	test.each(['keyword', 'reddit'] as const)('%s: everything that can be set', async (kind) => {
		const label = (name: string, more: INodeParameters = {}) => ({
			name,
			description: '',
			default: false,
			...more,
		});
		await create({
			kind,
			keywords: 'crm',
			more: {
				name: ' Rivals ',
				description: 'What they write',
				objective: 'Find teams that outgrow their CRM',
				fetchFreqInHours: 6,
				labels: {
					label: [
						label('Lead', { description: ' Wants to buy ', default: true }),
						label('Hiring', { default: true }),
						label(' Rest '),
					],
				},
			},
		});

		expect(lists.last().body).toEqual({
			keywords: ['crm'],
			name: 'Rivals',
			description: 'What they write',
			objective: 'Find teams that outgrow their CRM',
			fetchFreqInHours: 6,
			labels: [
				{ name: 'Lead', description: 'Wants to buy', default: true },
				{ name: 'Hiring', default: true },
				{ name: 'Rest' },
			],
		});
		expect(await lists.named('Rivals')).toMatchObject({
			kind,
			description: 'What they write',
			objective: 'Find teams that outgrow their CRM',
			fetchFreqInHours: 6,
			labels: [{ default: true }, { default: true }, { default: false }],
		});
	});

	test.each(['both', 'excluded', 'exclude'] as const)(
		'conditions of keywords are understood by a server that reads %s',
		async (excludedName) => {
			stage.sandbox.set({ excludedName });
			await create({
				more: { name: 'Conditions' },
				...rule(
					{ keyword: 'sales' },
					{ keyword: ' crm ', required: 'startup, founder', all: false, excluded: 'job' },
				),
			});

			expect(lists.last().body.keywords).toEqual([
				{ keyword: 'sales' },
				{
					keyword: 'crm',
					required_keywords: ['startup', 'founder'],
					include_all_required: false,
					excluded_keywords: ['job'],
					exclude_keywords: ['job'],
				},
			]);
			const { keywords } = await lists.named('Conditions');
			expect(keywords[1]).toMatchObject({
				required_keywords: ['startup', 'founder'],
				include_all_required: false,
			});
			expect([...new Set(keywords[1].excluded_keywords)]).toEqual(['job']);
		},
	);

	test('a keyword with conditions is enough, and only those that are set are sent', async () => {
		await create(rule({ keyword: 'crm', required: ['a', 'b'], all: true }));
		expect(lists.last().body).toEqual({
			keywords: [{ keyword: 'crm', required_keywords: ['a', 'b'] }],
		});
	});

	test.each(['keyword', 'reddit'] as const)(
		'%s: by prompt, and then by nothing else',
		async (kind) => {
			await create({
				kind,
				basis: 'prompt',
				prompt: 'Founders who look for their first sales hire',
				keywords: 'left over',
				more: {
					name: 'Founders',
					fetchFreqInHours: 48,
					description: 'x',
					labels: { label: [{ name: 'L' }] },
				},
			});
			expect(lists.last().body).toEqual({
				prompt: 'Founders who look for their first sales hire',
				name: 'Founders',
				fetchFreqInHours: 48,
			});
			expect(await lists.named('Founders')).toMatchObject({
				kind,
				prompt: like.text('sales'),
			});
		},
	);

	test('people and companies, by slug or URL, each once', async () => {
		await create({
			kind: 'people',
			profiles: 'williamhgates, https://www.linkedin.com/in/satyanadella/?x=1\nwilliamhgates',
			more: { name: 'Chiefs', fetchFreqInHours: 72, description: 'Two' },
		});
		expect(lists.last()).toMatchObject({ path: '/api-people-watchlist' });
		expect(lists.last().body).toEqual({
			profiles: ['williamhgates', 'satyanadella'],
			name: 'Chiefs',
			fetchFreqInHours: 72,
			description: 'Two',
		});

		await create({
			kind: 'company',
			companies: '={{ ["microsoft", "linkedin.com/company/openai"] }}',
			more: { labels: { label: [{ name: 'Rival', default: true }] } },
		});
		expect(lists.last()).toMatchObject({ path: '/api-company-watchlist' });
		expect(lists.last().body).toEqual({
			companies: ['microsoft', 'openai'],
			labels: [{ name: 'Rival', default: true }],
		});
		expect((await lists.named('Chiefs')).slugs).toEqual(['williamhgates', 'satyanadella']);
	});

	test('a Slack webhook where OutX takes one, for Reddit', async () => {
		const more = { slack_webhook_url: SLACK };
		await create({ kind: 'reddit', keywords: 'n8n', more });
		expect(lists.last().body).toEqual({ keywords: ['n8n'], slack_webhook_url: SLACK });
		await create({ kind: 'keyword', keywords: 'n8n', more });
		expect(lists.last().body).toEqual({ keywords: ['n8n'] });
	});

	test('the seven frequencies', async () => {
		const hours = [1, 3, 6, 12, 24, 48, 72];
		await lists.works(
			'watchlist.create',
			{ keywords: 'n8n', more: { fetchFreqInHours: '={{ $json.hours }}' } },
			{ items: hours.map((each) => ({ json: { hours: each } })), executionId: '1' },
		);
		expect(
			sent(stage.sandbox)
				.map(({ body }) => numberOf(body.fetchFreqInHours))
				.sort((a, b) => a - b),
		).toEqual(hours);
	});

	const threeDefaults = [1, 2, 3].map((n) => ({ name: `L${n}`, default: true }));
	const refusals: Array<[string, INodeParameters, string | RegExp]> = [
		['keywords that are none', { keywords: ' ,\n' }, "'Keywords' is empty"],
		[
			'a frequency that OutX does not have',
			{ keywords: 'a', more: { fetchFreqInHours: '={{ 5 }}' } },
			"'Scan Every' must be 1, 3, 6, 12, 24, 48 or 72, not 5",
		],
		[
			'a frequency in words',
			{ keywords: 'a', more: { fetchFreqInHours: '={{ "daily" }}' } },
			"'Scan Every' must be 1, 3, 6, 12, 24, 48 or 72, not 'daily'",
		],
		[
			'three default labels',
			{ keywords: 'a', more: { labels: { label: threeDefaults } } },
			"'Labels' has more than 2 default labels",
		],
		[
			'a label without a name',
			{ keywords: 'a', more: { labels: { label: [{ name: ' ' }] } } },
			"'Labels: Name' is empty",
		],
		[
			'conditions without a keyword',
			rule({ keyword: '', required: 'x' }),
			"'Keywords With Conditions: Keyword' is empty",
		],
		[
			'a Slack address without a scheme',
			{ kind: 'reddit', keywords: 'a', more: { slack_webhook_url: 'hooks.slack.com' } },
			"'Slack Webhook URL' is not a URL",
		],
		['a blank prompt', { basis: 'prompt', prompt: '={{ " " }}' }, "'Prompt' is empty"],
		['no profiles', { kind: 'people', profiles: '={{ ", " }}' }, "'People' is empty"],
		[
			'a profile elsewhere',
			{ kind: 'people', profiles: 'a, https://example.com/in/b' },
			/'People' is not .*https:\/\/example\.com/,
		],
		['no companies', { kind: 'company', companies: '={{ [] }}' }, "'Companies' is empty"],
		[
			'a person in place of a company',
			{ kind: 'company', companies: 'a, https://www.linkedin.com/in/b' },
			/^'Companies' is the URL of a person, not a company's/,
		],
	];
	test.each(refusals)('refuses %s: nothing is sent', async (_what, parameters, message) => {
		const told = await lists.refused('watchlist.create', parameters);
		if (message instanceof RegExp) expect(told).toMatch(message);
		else expect(told).toBe(`${message} [item 0]`);
	});

	test("a plan that is full is named in OutX's words", async () => {
		stage.sandbox.set({ watchlistQuota: 4 });
		const run = await stage.outx('watchlist.create', { keywords: 'n8n' });
		expect(run.error?.message).toContain('Your OutX plan does not include this');
		expect(run.error?.message).toContain('Your plan includes up to 4 watchlists');
		expect(stage.sandbox.requests).toHaveLength(1);
	});
});
