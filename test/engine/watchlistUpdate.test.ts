import type { INodeParameters } from 'n8n-workflow';

import { setUpStage } from './stage';
import { KINDS, picked, UNKNOWN, WatchlistSandbox, type Kind } from './watchlistSandbox';

const stage = setUpStage();
const lists = new WatchlistSandbox(stage);
const SLACK = 'https://hooks.slack.com/services/T000/B000/XXXX';

describe('Watchlist → Update', () => {
	const update = async (kind: Kind, changes: INodeParameters) => {
		const { id } = await lists.ofKind(kind);
		stage.sandbox.requests.length = 0;
		await lists.works('watchlist.update', {
			kind,
			watchlist: picked(id),
			changes,
		});
		expect(lists.last()).toMatchObject({
			method: 'PUT',
			path: `/api-${kind}-watchlist`,
			status: 200,
		});
		const { id: sent, ...body } = lists.last().body;
		expect(sent).toBe(id);
		return body;
	};

	test.each(KINDS)('%s: only what was set is sent', async (kind) => {
		expect(await update(kind, { name: ' Renamed ' })).toEqual({ name: 'Renamed' });
		expect(await update(kind, { fetchFreqInHours: 3 })).toEqual({ fetchFreqInHours: 3 });
		expect(await update(kind, { active: false })).toEqual({ disable: true });
		expect(await lists.ofKind(kind)).toMatchObject({
			name: 'Renamed',
			fetchFreqInHours: 3,
			disabled: true,
		});
		expect(await update(kind, { active: true })).toEqual({ disable: false });
		expect(await update(kind, { slack_webhook_url: SLACK })).toEqual({ slack_webhook_url: SLACK });
		expect(await lists.ofKind(kind)).toMatchObject({ disabled: false, slackWebhookUrl: SLACK });
		expect(await update(kind, { slack_webhook_url: '' })).toEqual({ slack_webhook_url: null });
		expect(await lists.ofKind(kind)).toMatchObject({ slackWebhookUrl: null, name: 'Renamed' });
	});

	test.each(['keyword', 'reddit'] as const)(
		'%s: keywords are replaced or added to',
		async (kind) => {
			const words = async () => (await lists.ofKind(kind)).keywords.map(({ keyword }) => keyword);
			expect(await update(kind, { keywords: 'crm', append: false })).toEqual({ keywords: ['crm'] });
			expect(await words()).toEqual(['crm']);
			expect(
				await update(kind, {
					append: true,
					keywords: 'sales',
					keywordRules: { rule: [{ keyword: 'erp', excluded: 'job' }] },
				}),
			).toEqual({
				append: true,
				keywords: [
					'sales',
					{ keyword: 'erp', excluded_keywords: ['job'], exclude_keywords: ['job'] },
				],
			});
			expect(await words()).toEqual(['crm', 'sales', 'erp']);
			expect(await update(kind, { keywords: 'again' })).toEqual({ keywords: ['again'] });
			expect(await words()).toEqual(['again']);
		},
	);

	test('labels are replaced', async () => {
		const labels = {
			label: [
				{ name: 'New', default: true },
				{ name: 'Other', default: false },
			],
		};
		expect(await update('keyword', { labels })).toEqual({
			labels: [{ name: 'New', default: true }, { name: 'Other' }],
		});
		expect((await lists.ofKind('keyword')).labels).toHaveLength(2);
	});

	test('a new prompt goes alone', async () => {
		expect(await update('keyword', { prompt: 'People who need a CRM' })).toEqual({
			prompt: 'People who need a CRM',
		});
		expect((await lists.ofKind('keyword')).prompt).toBe('People who need a CRM');
	});

	test('what belongs to another type of watchlist is left out', async () => {
		const leftOver = {
			keywords: 'a',
			prompt: 'b',
			append: true,
			labels: { label: [{ name: 'c' }] },
		};
		expect(await update('people', { name: 'P', ...leftOver })).toEqual({ name: 'P' });
	});

	const threeDefaults = ['a', 'b', 'c'].map((name) => ({ name, default: true }));
	const refusals: Array<[string, INodeParameters, string]> = [
		['nothing to change', {}, "'Update Fields' is empty"],
		['only Append', { append: true }, "'Update Fields' is empty"],
		['blank keywords', { keywords: ' ' }, "'Update Fields' is empty"],
		['a blank name', { name: ' ' }, "'Name' is empty"],
		[
			'a name that is nothing',
			{ name: '={{ " " }}' },
			"'Name' is an expression that returned nothing",
		],
		[
			'a frequency that OutX does not have',
			{ fetchFreqInHours: '={{ 2 }}' },
			"'Scan Every' must be 1, 3, 6, 12, 24, 48 or 72, not 2",
		],
		[
			'a Slack address of another scheme',
			{ slack_webhook_url: 'ftp://x' },
			"'Slack Webhook URL' is not a URL",
		],
		[
			'a prompt beside other fields',
			{ prompt: 'Something', name: 'New name' },
			"'Prompt' cannot be changed together with other fields",
		],
		[
			'three default labels',
			{ labels: { label: threeDefaults } },
			"'Labels' has more than 2 default labels",
		],
	];
	test.each(refusals)('refuses %s: nothing is sent', async (_what, changes, message) => {
		const watchlist = picked(UNKNOWN);
		expect(await lists.refused('watchlist.update', { watchlist, changes })).toBe(
			`${message} [item 0]`,
		);
	});
});
