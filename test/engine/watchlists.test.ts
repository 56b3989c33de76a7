import http from 'node:http';

import { outxCredentials } from '../support/engine';
import { expectNoKey, posts, setUpStage } from './stage';

const stage = setUpStage();

const UNKNOWN = '550e8400-e29b-41d4-a716-446655440000';
const SLACK = 'https://hooks.slack.com/services/T000/B000/XXXX';
const KINDS = ['keyword', 'people', 'company', 'reddit'];
const USER = 'robin@sandbox.example';
const OTHER_USER = 'sam@sandbox.example';
const CONTINUE = { onError: 'continueRegularOutput' };

const control = async (path, body) => {
	const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
	const init = body && { ...post, body: JSON.stringify(body) };
	return await (await fetch(`${stage.sandbox.url}/sandbox/${path}`, init)).json();
};
/** What the sandbox knows of its watchlists. */
const all = async () => (await control('watchlists')).watchlists;
const ofKind = async (kind) => (await all()).find((watchlist) => watchlist.kind === kind);
const named = async (name) => (await all()).find((watchlist) => watchlist.name === name);
const last = () => stage.sandbox.requests.at(-1);
const bodies = () => stage.sandbox.requests.map(({ body }) => body);
const json = ({ items }) => items.map((item) => item.json);

/** Runs something that works. */
async function works(what, parameters, options) {
	const run = await stage.outx(what, parameters, options);
	expect(run.error).toBeUndefined();
	return run;
}

/** Runs something that is refused before anything leaves for OutX. */
async function refused(what, parameters) {
	const run = await stage.outx(what, parameters);
	expect(stage.sandbox.requests).toEqual([]);
	expect(run.status).toBe('error');
	return run.error.message;
}

describe('Watchlist → Create', () => {
	const create = async (parameters) => await works('watchlist.create', parameters);
	const rule = (fields) => ({ keywordRules: { rule: [fields] } });

	test.each(['keyword', 'reddit'])('%s: by plain keywords', async (kind) => {
		const run = await create({ kind, keywords: ' growth marketing, crm,, crm\nsales ' });

		expect(last()).toMatchObject({ method: 'POST', path: `/api-${kind}-watchlist`, status: 200 });
		expect(last().body).toEqual({ keywords: ['growth marketing', 'crm', 'sales'] });
		expect(json(run)).toEqual([
			expect.objectContaining({ id: expect.any(String), type: kind, created: true }),
		]);
		const made = (await all()).find(({ id }) => id === run.items[0].json.id);
		expect(made.keywords.map(({ keyword }) => keyword)).toEqual([
			'growth marketing',
			'crm',
			'sales',
		]);
		expect(made.fetchFreqInHours).toBe(kind === 'reddit' ? 24 : 12);
	});

	test.each(['keyword', 'reddit'])('%s: everything that can be set', async (kind) => {
		const label = (name, more) => ({ name, description: '', default: false, ...more });
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

		expect(last().body).toEqual({
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
		expect(await named('Rivals')).toMatchObject({
			kind,
			description: 'What they write',
			objective: 'Find teams that outgrow their CRM',
			fetchFreqInHours: 6,
			labels: [{ default: true }, { default: true }, { default: false }],
		});
	});

	test.each(['both', 'excluded', 'exclude'])(
		'conditions of keywords are understood by a server that reads %s',
		async (excludedName) => {
			stage.sandbox.set({ excludedName });
			await create({
				keywords: 'sales',
				more: {
					name: 'Conditions',
					...rule({ keyword: ' crm ', required: 'startup, founder', all: false, excluded: 'job' }),
				},
			});

			expect(last().body.keywords).toEqual([
				'sales',
				{
					keyword: 'crm',
					required_keywords: ['startup', 'founder'],
					include_all_required: false,
					excluded_keywords: ['job'],
					exclude_keywords: ['job'],
				},
			]);
			const { keywords } = await named('Conditions');
			expect(keywords[1]).toMatchObject({
				required_keywords: ['startup', 'founder'],
				include_all_required: false,
			});
			expect([...new Set(keywords[1].excluded_keywords)]).toEqual(['job']);
		},
	);

	test('a keyword with conditions is enough, and only those that are set are sent', async () => {
		await create({ keywords: '', more: rule({ keyword: 'crm', required: ['a', 'b'], all: true }) });
		expect(last().body).toEqual({
			keywords: [{ keyword: 'crm', required_keywords: ['a', 'b'] }],
		});
	});

	test.each(['keyword', 'reddit'])('%s: by prompt, and then by nothing else', async (kind) => {
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
		expect(last().body).toEqual({
			prompt: 'Founders who look for their first sales hire',
			name: 'Founders',
			fetchFreqInHours: 48,
		});
		expect(await named('Founders')).toMatchObject({
			kind,
			prompt: expect.stringContaining('sales'),
		});
	});

	test('people and companies, by slug or URL, each once', async () => {
		await create({
			kind: 'people',
			profiles: 'williamhgates, https://www.linkedin.com/in/satyanadella/?x=1\nwilliamhgates',
			more: { name: 'Chiefs', fetchFreqInHours: 72, description: 'Two' },
		});
		expect(last()).toMatchObject({ path: '/api-people-watchlist' });
		expect(last().body).toEqual({
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
		expect(last()).toMatchObject({ path: '/api-company-watchlist' });
		expect(last().body).toEqual({
			companies: ['microsoft', 'openai'],
			labels: [{ name: 'Rival', default: true }],
		});
		expect((await named('Chiefs')).slugs).toEqual(['williamhgates', 'satyanadella']);
	});

	test('a Slack webhook where OutX takes one, for Reddit', async () => {
		const more = { slack_webhook_url: SLACK };
		await create({ kind: 'reddit', keywords: 'n8n', more });
		expect(last().body).toEqual({ keywords: ['n8n'], slack_webhook_url: SLACK });
		await create({ kind: 'keyword', keywords: 'n8n', more });
		expect(last().body).toEqual({ keywords: ['n8n'] });
	});

	test('the seven frequencies', async () => {
		const hours = [1, 3, 6, 12, 24, 48, 72];
		await works(
			'watchlist.create',
			{ keywords: 'n8n', more: { fetchFreqInHours: '={{ $json.hours }}' } },
			{ items: hours.map((each) => ({ json: { hours: each } })), executionId: '1' },
		);
		expect(
			bodies()
				.map(({ fetchFreqInHours }) => fetchFreqInHours)
				.sort((a, b) => a - b),
		).toEqual(hours);
	});

	test.each([
		[{ keywords: ' ,\n' }, "'Keywords' is empty"],
		[
			{ keywords: 'a', more: { fetchFreqInHours: '={{ 5 }}' } },
			"'Scan Every' must be one of 1, 3, 6, 12, 24, 48, 72 hours, not 5",
		],
		[
			{ keywords: 'a', more: { fetchFreqInHours: '={{ "daily" }}' } },
			"'Scan Every' must be a number, not 'daily'",
		],
		[
			{
				keywords: 'a',
				more: { labels: { label: [1, 2, 3].map((n) => ({ name: `L${n}`, default: true })) } },
			},
			"'Labels' has more than 2 default labels",
		],
		[
			{ keywords: 'a', more: { labels: { label: [{ name: ' ' }] } } },
			"'Labels' has an entry without a name",
		],
		[
			{ keywords: 'a', more: rule({ keyword: '', required: 'x' }) },
			"'Keywords With Conditions' has an entry without a keyword",
		],
		[
			{ kind: 'reddit', keywords: 'a', more: { slack_webhook_url: 'hooks.slack.com' } },
			"'Slack Webhook URL' is not a web address",
		],
		[{ basis: 'prompt', prompt: '={{ " " }}' }, "'Prompt' is empty"],
		[{ kind: 'people', profiles: '={{ ", " }}' }, "'Profiles' is empty"],
		[
			{ kind: 'people', profiles: 'a, https://example.com/in/b' },
			/'Profiles' is not .*https:\/\/example\.com/,
		],
		[{ kind: 'company', companies: '={{ [] }}' }, "'Companies' is empty"],
		[{ kind: 'company', companies: 'a, https://www.linkedin.com/in/b' }, /'Companies' is not /],
	])('refuses case %#: nothing is sent', async (parameters, message) => {
		const told = await refused('watchlist.create', parameters);
		if (message instanceof RegExp) expect(told).toMatch(message);
		else expect(told).toBe(`${message} [item 0]`);
	});

	test("a plan that is full is named in OutX's words", async () => {
		stage.sandbox.set({ watchlistQuota: 4 });
		const run = await stage.outx('watchlist.create', { keywords: 'n8n' });
		expect(run.error.message).toContain('Your OutX plan does not include this');
		expect(run.error.message).toContain('Your plan includes up to 4 watchlists');
		expect(stage.sandbox.requests).toHaveLength(1);
	});
});

describe('Watchlist → Get, Get Many, Delete', () => {
	test.each(KINDS)('%s: one, by ID', async (kind) => {
		const { id, name } = await ofKind(kind);
		const run = await works('watchlist.get', {
			kind,
			watchlist: { __rl: true, mode: 'id', value: id },
		});
		expect(last()).toMatchObject({ method: 'GET', path: `/api-${kind}-watchlist`, query: { id } });
		expect(run.items).toEqual([
			{ json: expect.objectContaining({ id, name, type: kind }), pairedItem: { item: 0 } },
		]);
	});

	test('one, picked from the list or by URL', async () => {
		const { id } = await ofKind('keyword');
		for (const [mode, value] of [
			['list', id],
			['url', `https://mentions.outx.ai/watchlist/${id}?tab=posts`],
			['id', ` ${id} `],
		]) {
			const run = await works('watchlist.get', { watchlist: { __rl: true, mode, value } });
			expect(run.items[0].json.id).toBe(id);
		}
	});

	test.each([
		'watchlist.get',
		'watchlist.delete',
		'watchlist.update',
		'watchlistPost.getAll',
		'interaction.getAll',
	])('%s refuses what is no ID of a watchlist', async (what) => {
		for (const value of ['123', 'my watchlist', `${UNKNOWN}/../x`, 'https://mentions.outx.ai/']) {
			const watchlist = { __rl: true, mode: 'id', value };
			const told = await refused(what, { watchlist, changes: { name: 'x' } });
			expect(told).toMatch(/^'Watchlist' is not an OutX ID/);
		}
		const nothing = { __rl: true, mode: 'id', value: '={{ "" }}' };
		expect(await refused(what, { watchlist: nothing, changes: { name: 'x' } })).toBe(
			"'Watchlist' is empty [item 0]",
		);
	});

	test('one that is not there', async () => {
		const run = await stage.outx('watchlist.get', {
			watchlist: { __rl: true, mode: 'id', value: UNKNOWN },
		});
		expect(run.error.message).toBe('OutX did not find this: Watchlist not found [item 0]');
		expectNoKey(run);
	});

	test('many: all of one kind, or up to a limit', async () => {
		for (const name of ['One', 'Two', 'Three']) {
			await works('watchlist.create', { keywords: 'n8n', more: { name } });
		}
		stage.sandbox.requests.length = 0;
		const every = await works('watchlist.getAll', { returnAll: true });
		expect(json(every).map(({ name }) => name)).toEqual([
			'Workflow automation',
			'One',
			'Two',
			'Three',
		]);
		expect(every.items.every(({ pairedItem }) => pairedItem.item === 0)).toBe(true);
		expect(stage.sandbox.requests).toHaveLength(1);
		expect(last()).toMatchObject({ method: 'GET', path: '/api-keyword-watchlist', query: {} });

		const two = await works('watchlist.getAll', { limit: 2 });
		expect(json(two).map(({ name }) => name)).toEqual(['Workflow automation', 'One']);
		const companies = await works('watchlist.getAll', { kind: 'company' });
		expect(json(companies).map(({ type }) => type)).toEqual(['company']);
	});

	test('many, when they do not come: the list is whole, so there is no page to go on from', async () => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 401, error: 'Invalid API Key' }] });
		const run = await stage.outx('watchlist.getAll', {});
		expect(run.error.message).toBe('OutX does not know this API key: Invalid API Key [item 0]');
		expect(run.error.description).toMatch(/^Copy the key/);
	});

	test.each(
		KINDS.flatMap((kind, index) => [
			[kind, 'both'],
			[kind, index % 2 ? 'query' : 'body'],
			[kind, index % 2 ? 'body' : 'query'],
		]),
	)('%s: deleted on a server that looks for the ID in %s', async (kind, deleteIdIn) => {
		stage.sandbox.set({ deleteIdIn });
		const { id } = await ofKind(kind);
		const run = await works('watchlist.delete', {
			kind,
			watchlist: { __rl: true, mode: 'list', value: id },
		});
		expect(run.items).toEqual([{ json: { deleted: true }, pairedItem: { item: 0 } }]);
		expect((await all()).map((watchlist) => watchlist.kind)).toEqual(
			KINDS.filter((each) => each !== kind),
		);
	});
});

describe('Watchlist → Update', () => {
	const update = async (kind, changes) => {
		const { id } = await ofKind(kind);
		stage.sandbox.requests.length = 0;
		await works('watchlist.update', {
			kind,
			watchlist: { __rl: true, mode: 'id', value: id },
			changes,
		});
		expect(last()).toMatchObject({ method: 'PUT', path: `/api-${kind}-watchlist`, status: 200 });
		const { id: sent, ...body } = last().body;
		expect(sent).toBe(id);
		return body;
	};

	test.each(KINDS)('%s: only what was set is sent', async (kind) => {
		expect(await update(kind, { name: ' Renamed ' })).toEqual({ name: 'Renamed' });
		expect(await update(kind, { fetchFreqInHours: 3 })).toEqual({ fetchFreqInHours: 3 });
		expect(await update(kind, { active: false })).toEqual({ disable: true });
		expect(await ofKind(kind)).toMatchObject({
			name: 'Renamed',
			fetchFreqInHours: 3,
			disabled: true,
		});
		expect(await update(kind, { active: true })).toEqual({ disable: false });
		expect(await update(kind, { slack_webhook_url: SLACK })).toEqual({ slack_webhook_url: SLACK });
		expect(await ofKind(kind)).toMatchObject({ disabled: false, slackWebhookUrl: SLACK });
		expect(await update(kind, { slack_webhook_url: '' })).toEqual({ slack_webhook_url: null });
		expect(await ofKind(kind)).toMatchObject({ slackWebhookUrl: null, name: 'Renamed' });
	});

	test.each(['keyword', 'reddit'])('%s: keywords are replaced or added to', async (kind) => {
		const words = async () => (await ofKind(kind)).keywords.map(({ keyword }) => keyword);
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
	});

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
		expect((await ofKind('keyword')).labels).toHaveLength(2);
	});

	test('a new prompt goes alone', async () => {
		expect(await update('keyword', { prompt: 'People who need a CRM' })).toEqual({
			prompt: 'People who need a CRM',
		});
		expect((await ofKind('keyword')).prompt).toBe('People who need a CRM');
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

	test.each([
		[{}, "'Update Fields' is empty"],
		[{ append: true }, "'Update Fields' is empty"],
		[{ keywords: ' ' }, "'Update Fields' is empty"],
		[{ name: '={{ " " }}' }, "'Name' is empty"],
		[
			{ fetchFreqInHours: '={{ 2 }}' },
			"'Scan Every' must be one of 1, 3, 6, 12, 24, 48, 72 hours, not 2",
		],
		[{ slack_webhook_url: 'ftp://x' }, "'Slack Webhook URL' is not a web address"],
		[
			{ prompt: 'Something', name: 'New name' },
			"'Prompt' cannot be changed together with other fields",
		],
		[
			{ labels: { label: ['a', 'b', 'c'].map((name) => ({ name, default: true })) } },
			"'Labels' has more than 2 default labels",
		],
	])('refuses case %#: nothing is sent', async (changes, message) => {
		const watchlist = { __rl: true, mode: 'id', value: UNKNOWN };
		expect(await refused('watchlist.update', { watchlist, changes })).toBe(`${message} [item 0]`);
	});
});

describe('a write to a watchlist is made once', () => {
	test.each([
		['create', 'POST', { keywords: 'n8n' }, 5],
		['update', 'PUT', { changes: { name: 'New' } }, 4],
		['delete', 'DELETE', {}, 3],
	])('%s', async (operation, method, parameters, watchlistsAfter) => {
		const watchlist = { __rl: true, mode: 'id', value: (await ofKind('keyword')).id };
		for (const fault of [
			{ kind: 'resetAfter' },
			{ kind: 'statusAfter', status: 502 },
			{ kind: 'resetBefore' },
			{ kind: 'status', status: 503 },
		]) {
			stage.sandbox.requests.length = 0;
			stage.sandbox.set({ faults: [{ ...fault, method }] });
			const run = await stage.outx(`watchlist.${operation}`, { watchlist, ...parameters });
			expect(run.error.message).toContain('It may have been done all the same');
			expect(stage.sandbox.requests).toHaveLength(1);
			if (fault.kind === 'resetAfter') expect(await all()).toHaveLength(watchlistsAfter);
		}
	});
});

describe('picking a watchlist from the list', () => {
	const search = async (node, parameters, ...args) => {
		const credentials = outxCredentials(stage.sandbox.url);
		const found = await stage.engine.listSearch(
			node,
			'searchWatchlists',
			parameters,
			credentials,
			...args,
		);
		return found.results.map(({ name }) => name);
	};

	test('those of the chosen type, or all where there is no type to choose, by name', async () => {
		expect(await search('outx', { resource: 'watchlist', kind: 'people' })).toEqual(['Customers']);
		expect(stage.sandbox.requests.map(({ path }) => path)).toEqual(['/api-people-watchlist']);
		const everything = ['Competitors', 'Customers', 'What Reddit says', 'Workflow automation'];
		expect(await search('outx', { resource: 'watchlistPost' })).toEqual(everything);
		expect(await search('outxTrigger', { event: 'newInteraction' })).toEqual(everything);
	});

	test('with a filter, whatever its case', async () => {
		expect(await search('outx', {}, ' cUst ')).toEqual(['Customers']);
		expect(await search('outx', {}, 'nothing like this')).toEqual([]);
	});

	test('the value is the ID', async () => {
		const found = await stage.engine.listSearch(
			'outx',
			'searchWatchlists',
			{ kind: 'reddit' },
			outxCredentials(stage.sandbox.url),
		);
		expect(found.results).toEqual([
			{ name: 'What Reddit says', value: (await ofKind('reddit')).id },
		]);
	});

	test('a wrong key is named', async () => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 401, error: 'Invalid API Key' }] });
		await expect(search('outx', { kind: 'people' })).rejects.toThrow(
			'OutX does not know this API key',
		);
	});
});

describe('Watchlist Post → Get Many', () => {
	const rl = (value) => ({ __rl: true, mode: 'id', value });
	const getMany = async (parameters, { kind = 'keyword', ...options } = {}) =>
		json(
			await works(
				'watchlistPost.getAll',
				{
					watchlist: rl((await ofKind(kind)).id),
					returnAll: true,
					simplify: false,
					...parameters,
				},
				options,
			),
		);
	const ids = (list) => list.map(({ id }) => id);
	const filtered = async (filters, options) => {
		const every = await getMany({}, options);
		stage.sandbox.requests.length = 0;
		const found = await getMany({ filters }, options);
		const { watchlist_id, page, page_size, ...query } = stage.sandbox.requests[0].query;
		expect([watchlist_id, page, page_size]).toEqual([expect.any(String), '1', '100']);
		return { every, found, query };
	};

	test.each([
		['search_term', 'n8n', { search_term: 'n8n' }, ({ content }) => /n8n/i.test(content)],
		['labels', 'Lead', { labels: 'Lead' }, ({ tags }) => tags.includes('Lead')],
		['labels', 'Lead, Hiring', { labels: ['Lead', 'Hiring'] }, ({ tags }) => tags.length > 0],
		[
			'post_type',
			['image', 'video'],
			{ post_type: 'image,video' },
			({ post_type }) => ['image', 'video'].includes(post_type),
		],
		['english', true, { lang: 'en' }, ({ language }) => language === 'en'],
		['is_saved', true, { is_saved: 'true' }, ({ bookmark }) => bookmark],
		[
			'relevance_level',
			'high',
			{ relevance_level: 'high' },
			({ relevance_level }) => relevance_level === 'high',
		],
		[
			'seniority_level',
			'director',
			{ seniority_level: 'director' },
			({ seniority_level }) => seniority_level === 'director',
		],
	])('%s = %j', async (name, value, sent, keeps) => {
		const { every, found, query } = await filtered({ [name]: value });
		expect(query).toEqual(sent);
		expect(ids(found)).toEqual(ids(every.filter(keeps)));
		expect(found.length).toBeGreaterThan(0);
		expect(found.length).toBeLessThan(every.length);
	});

	test.each([['trending'], ['interacted']])('%s', async (name) => {
		const { every, found, query } = await filtered({ [name]: true });
		expect(query).toEqual({ [name]: 'true' });
		expect(found.length).toBeGreaterThan(0);
		expect(found.length).toBeLessThan(every.length);
	});

	test('a filter that is switched off is not sent', async () => {
		const { every, found, query } = await filtered({
			...{ english: false, is_saved: false, trending: false, interacted: false },
			...{ labels: ' , ', search_term: ' ', start_date: '', post_type: [] },
		});
		expect(query).toEqual({});
		expect(ids(found)).toEqual(ids(every));
	});

	test('dates, from any way to write them', async () => {
		const every = await getMany({});
		const dayOf = ({ created_at }) => new Date(created_at).toISOString().slice(0, 10);
		const [from, to] = [dayOf(every[40]), dayOf(every[10])];
		const wanted = ids(every.filter((post) => dayOf(post) >= from && dayOf(post) <= to));
		expect(wanted.length).toBeLessThan(every.length);
		for (const filters of [
			{ start_date: from, end_date: to },
			{ start_date: `${from}T00:00:00`, end_date: `${to} 12:30:00` },
			{
				start_date: `={{ DateTime.fromISO("${from}") }}`,
				end_date: `={{ DateTime.fromISO("${to}") }}`,
			},
		]) {
			const { found, query } = await filtered(filters);
			expect(query).toEqual({ start_date: from, end_date: to });
			expect(ids(found)).toEqual(wanted);
		}
	});

	test('people, companies and single posts', async () => {
		const [first] = await getMany({}, { kind: 'people' });
		const people_slug = first.author.author_slug;
		const people = await filtered({ people_slug }, { kind: 'people' });
		expect(people.query).toEqual({ people_slug });
		expect(ids(people.found)).toEqual(
			ids(people.every.filter(({ author }) => author.author_slug === people_slug)),
		);

		const [one, two] = stage.sandbox.world.companies.slice(0, 2).map(({ slug }) => slug);
		const companies = await filtered({ company_slug: `${one}, ${two}` }, { kind: 'company' });
		expect(companies.query).toEqual({ company_slug: [one, two] });
		expect(ids(companies.found)).toEqual(
			ids(companies.every.filter(({ author }) => [one, two].includes(author.author_slug))),
		);
		expect(companies.found.length).toBeLessThan(companies.every.length);

		const linkedin_post_slug = `activity-${first.linkedin_post_urn.split(':').at(-1)}`;
		const post = await filtered({ linkedin_post_slug }, { kind: 'people' });
		expect(post.query).toEqual({ linkedin_post_slug });
		expect(ids(post.found)).toEqual([first.id]);
	});

	test.each([
		['recent', ({ created_at }) => -created_at],
		['popular_first', ({ likes_count }) => -likes_count],
		['engagement', (post) => -(post.likes_count + post.comments_count + post.shares_count)],
		['relevance_first', (post) => ['high', 'medium', 'low'].indexOf(post.relevance_level)],
	])('sorted by %s', async (sort_by, rank) => {
		const { every, found, query } = await filtered({ sort_by });
		expect(query).toEqual({ sort_by });
		expect(ids(found).sort()).toEqual(ids(every).sort());
		const ranks = found.map(rank);
		expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
	});

	test('a filter that makes no sense is refused', async () => {
		const watchlist = rl(UNKNOWN);
		for (const [filters, message] of [
			[{ start_date: 'yesterday' }, "'From Date' is not a date: yesterday [item 0]"],
			[{ end_date: '2026-02-30' }, "'To Date' is not a date: 2026-02-30 [item 0]"],
		]) {
			expect(await refused('watchlistPost.getAll', { watchlist, filters })).toBe(message);
		}
		expect(await refused('watchlistPost.getAll', { watchlist, options: { page: 0 } })).toBe(
			"'Start Page' must be at least 1, not 0 [item 0]",
		);
		expect(await refused('watchlistPost.getAll', { watchlist, limit: '={{ 0 }}' })).toBe(
			"'Limit' must be at least 1, not 0 [item 0]",
		);
	});

	test('Simplify drops the less useful fields', async () => {
		const [raw] = await getMany({});
		const [simple] = await getMany({ simplify: true });
		expect(Object.keys(raw).length).toBeGreaterThan(10);
		expect(Object.keys(simple).length).toBeLessThanOrEqual(10);
		expect(simple).toMatchObject({
			id: raw.id,
			linkedin_post_urn: raw.linkedin_post_urn,
			content: raw.content,
			author: raw.author,
		});
	});

	test('Reddit posts keep what they have', async () => {
		const found = await getMany({ simplify: true }, { kind: 'reddit' });
		expect(found).toHaveLength(12);
		expect(found[0]).toMatchObject({
			source: 'reddit',
			reddit_post_url: expect.stringContaining('reddit.com'),
		});
		expect(Object.values(found[0])).not.toContain(null);
	});

	describe('pages', () => {
		const grow = async (count) =>
			await control('posts/grow', { count, watchlist_id: (await ofKind('keyword')).id });
		const pages = () =>
			stage.sandbox.requests.map(({ query }) => [Number(query.page), Number(query.page_size)]);

		test('Return All: every post once, in order', async () => {
			await grow(200);
			const found = await getMany({});
			expect(found).toHaveLength(257);
			expect(new Set(ids(found)).size).toBe(257);
			const times = found.map(({ created_at }) => created_at);
			expect(times).toEqual([...times].sort((a, b) => b - a));
			expect(pages()).toEqual([
				[1, 100],
				[2, 100],
				[3, 100],
				...(pages().length > 3 ? [[4, 100]] : []),
			]);
		});

		test('Limit: no more than needed is asked for', async () => {
			expect(await getMany({ returnAll: false, limit: 7 })).toHaveLength(7);
			expect(pages()).toEqual([[1, 7]]);
			await grow(200);
			stage.sandbox.requests.length = 0;
			expect(await getMany({ returnAll: false, limit: 250 })).toHaveLength(250);
			expect(pages()).toEqual([
				[1, 100],
				[2, 100],
				[3, 100],
			]);
			stage.sandbox.requests.length = 0;
			expect(await getMany({ returnAll: false, limit: 50 })).toHaveLength(50);
			expect(pages()).toEqual([[1, 50]]);
		});

		test('Start Page goes on where a run stopped', async () => {
			await grow(150);
			const every = await getMany({});
			stage.sandbox.requests.length = 0;
			const rest = await getMany({ options: { page: 2 } });
			expect(ids(rest)).toEqual(ids(every).slice(100));
			expect(pages()[0]).toEqual([2, 100]);
		});

		test('posts that appear while the list is read come out once', async () => {
			await grow(150);
			stage.sandbox.set({ faults: [{ kind: 'slow', ms: 300, query: { page: '2' } }] });
			const reading = getMany({});
			await new Promise((resolve) => setTimeout(resolve, 150));
			await grow(5);
			const found = await reading;
			expect(found).toHaveLength(207);
			expect(new Set(ids(found)).size).toBe(207);
		});

		test('a server that gives smaller pages than asked for is read to its end', async () => {
			await grow(50);
			const server = http.createServer(async (request, response) => {
				const url = new URL(request.url, stage.sandbox.url);
				if (Number(url.searchParams.get('page_size')) > 20) url.searchParams.set('page_size', '20');
				const answer = await fetch(url, { headers: { 'x-api-key': request.headers['x-api-key'] } });
				response.end(await answer.text());
			});
			await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
			const credentials = outxCredentials(`http://127.0.0.1:${server.address().port}`);
			try {
				const found = await getMany({}, { credentials });
				expect(new Set(ids(found)).size).toBe(107);
				expect(ids(found)).toEqual(ids(await getMany({})));
				const some = await getMany({ returnAll: false, limit: 45 }, { credentials });
				expect(ids(some)).toEqual(ids(found).slice(0, 45));
			} finally {
				server.closeAllConnections();
				server.close();
			}
		});

		test('when a page does not come, the way on is named and nothing that came is lost', async () => {
			await grow(250);
			const fault = { kind: 'status', status: 401, error: 'Invalid API Key', query: { page: '3' } };
			stage.sandbox.set({ faults: [{ ...fault, times: null }] });
			const parameters = {
				watchlist: rl((await ofKind('keyword')).id),
				returnAll: true,
				simplify: false,
			};
			const stopped = await stage.outx('watchlistPost.getAll', parameters);
			expect(stopped.error.message).toContain('OutX does not know this API key');
			expect(stopped.error.message).toContain('(next_page: 3)');
			expect(stopped.error.description).toContain("Set 'Start Page' to 3");

			const went = await stage.outx('watchlistPost.getAll', parameters, { settings: CONTINUE });
			expect(went.items).toHaveLength(201);
			expect(Object.keys(went.items[200].json)).toEqual(['error']);
			expect(went.items[200].json.error).toContain('(next_page: 3)');

			stage.sandbox.set({ faults: [] });
			const rest = await getMany({ options: { page: 3 } });
			expect(new Set([...ids(json(went).slice(0, 200)), ...ids(rest)]).size).toBe(307);
		});
	});
});

describe('Watchlist Post → Like and Comment', () => {
	let post;
	beforeEach(async () => {
		const { id } = await ofKind('keyword');
		const run = await works('watchlistPost.getAll', {
			watchlist: { __rl: true, mode: 'id', value: id },
			limit: 3,
		});
		post = run.items[0].json;
		stage.sandbox.requests.length = 0;
	});
	const parameters = (more) => ({
		postId: post.id,
		userEmail: USER,
		comment: 'Great point!',
		...more,
	});
	const company = { actorType: 'company', companyTitle: ' Sandbox Inc ' };

	test('as a member of the team', async () => {
		const liked = await works('watchlistPost.like', parameters());
		expect(last()).toMatchObject({ method: 'POST', path: '/api-like' });
		expect(last().body).toEqual({ post_id: post.id, user_email: USER, actor_type: 'user' });
		expect(liked.items).toEqual([
			{
				json: {
					success: true,
					message: 'Like task created successfully',
					task_id: expect.any(String),
				},
				pairedItem: { item: 0 },
			},
		]);

		const commented = await works('watchlistPost.comment', parameters());
		expect(last()).toMatchObject({ method: 'POST', path: '/api-comment' });
		expect(last().body).toEqual({
			post_id: post.id,
			user_email: USER,
			actor_type: 'user',
			comment_text: 'Great point!',
		});
		expect(commented.items[0].json.message).toBe('Comment task created successfully');

		const { likes, comments } = stage.sandbox.ledger.toJSON();
		expect(likes).toEqual([expect.objectContaining({ actor: USER })]);
		expect(comments).toEqual([expect.objectContaining({ actor: USER, text: 'Great point!' })]);
	});

	test('as a company page', async () => {
		await works('watchlistPost.like', parameters(company));
		expect(last().body).toEqual({
			post_id: post.id,
			user_email: USER,
			actor_type: 'company',
			company_title: 'Sandbox Inc',
		});
		await works('watchlistPost.comment', parameters(company));
		expect(last().body).toMatchObject({ actor_type: 'company', company_title: 'Sandbox Inc' });
		const { likes, comments } = stage.sandbox.ledger.toJSON();
		expect([...likes, ...comments].map(({ actor }) => actor)).toEqual([
			'Sandbox Inc',
			'Sandbox Inc',
		]);
	});

	test.each([
		[{ postId: 'urn:li:activity:7123456789012345678' }, /^'Post ID' is not an OutX ID/],
		[{ postId: '={{ "" }}' }, /^'Post ID' is empty/],
		[{ userEmail: 'robin' }, /^'User Email' is not an email address/],
		[{ userEmail: '={{ "" }}' }, /^'User Email' is empty/],
		[{ actorType: 'company', companyTitle: '={{ " " }}' }, /^'Company Page Name' is empty/],
	])('refuses case %#: nothing is sent', async (wrong, message) => {
		for (const what of ['watchlistPost.like', 'watchlistPost.comment']) {
			expect(await refused(what, parameters(wrong))).toMatch(message);
		}
	});

	test('a blank comment is refused', async () => {
		expect(await refused('watchlistPost.comment', parameters({ comment: ' \n' }))).toBe(
			"'Comment' is empty [item 0]",
		);
	});

	test('what OutX refuses comes with its text', async () => {
		const { id } = await ofKind('reddit');
		const reddit = await works('watchlistPost.getAll', {
			watchlist: { __rl: true, mode: 'id', value: id },
			limit: 1,
		});
		const postId = reddit.items[0].json.id;
		for (const [operation, kind] of [
			['like', 'like'],
			['comment', 'comment'],
		]) {
			const run = await stage.outx(`watchlistPost.${operation}`, parameters({ postId }));
			expect(run.error.message).toBe(
				`OutX refused the request (400): Post does not support ${kind} functionality (missing social_urn) [item 0]`,
			);
		}
		const nobody = await stage.outx(
			'watchlistPost.like',
			parameters({ userEmail: 'nobody@sandbox.example' }),
		);
		expect(nobody.error.message).toContain('User not found in the team');
		expect(stage.sandbox.ledger.toJSON().created).toEqual([]);
	});

	test.each([
		"Invalid actor_type. Must be 'user' or 'company'",
		"company_title is required when actor_type is 'company'",
		'Missing required parameter: user_email',
		'comment_text cannot be empty',
	])('the text "%s" reaches the user', async (error) => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 400, error }] });
		const run = await stage.outx('watchlistPost.comment', parameters());
		expect(run.error.message).toBe(`OutX refused the request (400): ${error} [item 0]`);
		expect(posts(stage.sandbox)).toHaveLength(1);
	});

	test.each([
		[{ kind: 'statusAfter', status: 500 }, 1],
		[{ kind: 'resetAfter' }, 1],
		[{ kind: 'brokenJson' }, 1],
		[{ kind: 'status', status: 503 }, 0],
		[{ kind: 'resetBefore' }, 0],
	])('never repeated after %j', async (fault, done) => {
		for (const operation of ['like', 'comment']) {
			stage.sandbox.requests.length = 0;
			stage.sandbox.set({ faults: [{ ...fault, times: null }] });
			const run = await stage.outx(`watchlistPost.${operation}`, parameters());
			expect(run.error.message).toContain('It may have been done all the same');
			expect(run.error.description).toContain('Look in OutX or on LinkedIn');
			expect(posts(stage.sandbox)).toHaveLength(1);
			expect(stage.sandbox.ledger.toJSON()[`${operation}s`]).toHaveLength(done);
			expectNoKey(run);
		}
	});

	test('the same execution once more does nothing again and says so', async () => {
		for (const operation of ['like', 'comment']) {
			const options = { executionId: '77' };
			const first = await works(`watchlistPost.${operation}`, parameters(), options);
			expect(first.items[0].json.success).toBe(true);
			const again = await works(`watchlistPost.${operation}`, parameters(), options);
			expect(json(again)).toEqual([
				expect.objectContaining({
					skipped: true,
					status: 'already_attempted',
					outcome: 'created',
					post_id: post.id,
				}),
			]);
		}
		expect(posts(stage.sandbox)).toHaveLength(2);
	});

	test('the same execution once more, when the first outcome is unknown', async () => {
		stage.sandbox.set({ faults: [{ kind: 'resetAfter' }] });
		const options = { executionId: '78' };
		await stage.outx('watchlistPost.comment', parameters(), options);
		const again = await works('watchlistPost.comment', parameters(), options);
		expect(again.items[0].json).toMatchObject({ skipped: true, outcome: 'unknown' });
		expect(stage.sandbox.ledger.toJSON().comments).toHaveLength(1);
	});

	test('Retry On Fail repeats neither what was done nor what may have been done', async () => {
		const every = await works('watchlistPost.getAll', {
			watchlist: { __rl: true, mode: 'id', value: (await ofKind('keyword')).id },
			limit: 3,
		});
		stage.sandbox.requests.length = 0;
		stage.sandbox.set({ faults: [{ kind: 'statusAfter', status: 500, after: 1 }] });
		const run = await stage.outx(
			'watchlistPost.comment',
			{ postId: '={{ $json.id }}', userEmail: USER, comment: 'Yes' },
			{
				items: every.items.map((item) => ({ json: item.json })),
				settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			},
		);
		expect(run.error.message).toContain('may have been done, so it was not sent again');
		expect(posts(stage.sandbox).map(({ body }) => body.post_id)).toEqual(
			json(every)
				.slice(0, 2)
				.map(({ id }) => id),
		);
	});

	test('Retry On Fail sends what certainly was not done', async () => {
		stage.sandbox.set({ faults: [{ kind: 'status', status: 401, error: 'Invalid API Key' }] });
		const run = await works('watchlistPost.like', parameters(), {
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(run.items[0].json.success).toBe(true);
		expect(stage.sandbox.ledger.toJSON().likes).toHaveLength(1);
	});

	test('Send Once Per Recipient: one comment per post and member, in all executions', async () => {
		const options = { sendOncePerRecipient: 'node' };
		const comment = async (more, executionId) =>
			(await works('watchlistPost.comment', parameters({ options, ...more }), { executionId }))
				.items[0].json;
		expect(await comment({}, '1')).toMatchObject({ success: true });
		expect(await comment({ comment: 'Another text' }, '2')).toEqual({
			skipped: true,
			status: 'already_contacted',
			reason: expect.stringContaining('already contacted'),
			post_id: post.id,
		});
		expect(await comment({ userEmail: OTHER_USER }, '3')).toMatchObject({ success: true });
		expect(await comment(company, '4')).toMatchObject({ success: true });
		expect(await comment({ ...company, companyTitle: 'Sandbox Inc' }, '5')).toMatchObject({
			status: 'already_contacted',
		});
		expect(stage.sandbox.ledger.toJSON().comments).toHaveLength(3);
	});

	test('without it, a comment may be repeated by another execution', async () => {
		await works('watchlistPost.comment', parameters(), { executionId: '1' });
		await works('watchlistPost.comment', parameters(), { executionId: '2' });
		expect(stage.sandbox.ledger.toJSON().comments).toHaveLength(2);
	});
});

describe('Interaction → Get Many', () => {
	const getMany = async (parameters) =>
		json(
			await works('interaction.getAll', {
				watchlist: { __rl: true, mode: 'id', value: (await ofKind('keyword')).id },
				returnAll: true,
				...parameters,
			}),
		);

	test('every one once, over several pages', async () => {
		await control('interactions/grow', { count: 120 });
		const found = await getMany({});
		expect(new Set(found.map(({ id }) => id)).size).toBe(154);
		expect(found).toHaveLength(154);
		expect(found[0]).toMatchObject({
			interaction_type: expect.stringMatching(/like|comment/),
			author: { id: expect.any(String) },
			post: { id: expect.any(String) },
		});
		stage.sandbox.requests.length = 0;
		expect(await getMany({ returnAll: false, limit: 12 })).toEqual(found.slice(0, 12));
		expect(last().query).toMatchObject({ page: '1', page_size: '12' });
		expect(await getMany({ options: { page: 2 } })).toEqual(found.slice(100));
	});

	test('by type and by person', async () => {
		const every = await getMany({});
		for (const type of ['like', 'comment']) {
			const found = await getMany({ filters: { interaction_type: type } });
			expect(last().query.interaction_type).toBe(type);
			expect(found).toEqual(every.filter(({ interaction_type }) => interaction_type === type));
			expect(found.length).toBeGreaterThan(0);
		}
		const actors = [...new Set(every.map(({ author }) => author.id))].slice(0, 2);
		const found = await getMany({ filters: { actor_ids: ` ${actors.join(' , ')} ` } });
		expect(last().query.actor_ids).toBe(actors.join(','));
		expect(found).toEqual(every.filter(({ author }) => actors.includes(author.id)));
		expect(found.length).toBeLessThan(every.length);
	});
});

test('Team → Get: the plan as OutX describes it', async () => {
	const run = await works('team.get', {});
	expect(last()).toMatchObject({ method: 'GET', path: '/api-team', query: {} });
	expect(run.items).toEqual([
		{
			json: expect.objectContaining({
				plan: expect.any(Object),
				limits: expect.any(Object),
				usage: expect.any(Object),
			}),
			pairedItem: { item: 0 },
		},
	]);
});
