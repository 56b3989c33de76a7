import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Pages } from '../../nodes/Outx/operation';
import type { ApiRequest } from '../../nodes/shared/api/types';
import {
	checkedRequest,
	names,
	operationOf,
	parametersOf,
	requestFor,
	resources,
} from './support/operations';
import { refusalOf } from './support/refusal';

const ID = '550e8400-e29b-41d4-a716-446655440000';
const URN = 'urn:li:fsd_profile:ACoAAB1c2d3';
const POST = 'urn:li:activity:7123456789012345678';
const picked = (value: string, mode = 'id') => ({ __rl: true as const, mode, value });
const waiting = { waitForCompletion: true };
const notWaiting = { waitForCompletion: false };
const task = (path: string, body: IDataObject): ApiRequest => ({
	method: 'POST',
	path: `/linkedin-agent/${path}`,
	body,
});

const refusal = (name: string, parameters: INodeParameters) =>
	refusalOf(() => requestFor(name, parameters));

/** For each operation the least that it needs. */
const ENOUGH: Record<string, INodeParameters> = {
	'company.get': { company: 'contoso' },
	'company.getPosts': { company: 'contoso' },
	'connection.getAll': {},
	'connection.sendRequest': { profile: URN },
	'contactHistory.check': { recipient: URN },
	'contactHistory.forget': { recipient: URN },
	'contactHistory.forgetAll': {},
	'interaction.getAll': { watchlist: picked(ID) },
	'message.send': { recipient: URN, message: 'Hi' },
	'post.comment': { post: POST, comment: 'Hi' },
	'post.like': { post: POST },
	'profile.get': { profile: 'maria' },
	'profile.getPosts': { profiles: URN },
	'profile.search': { filters: { title: 'Head of Growth' } },
	'task.getStatus': { taskId: ID },
	'team.get': {},
	'watchlist.create': { keywords: 'growth' },
	'watchlist.delete': { watchlist: picked(ID) },
	'watchlist.get': { watchlist: picked(ID) },
	'watchlist.getAll': {},
	'watchlist.update': { watchlist: picked(ID), changes: { name: 'New' } },
	'watchlistPost.comment': { postId: ID, userEmail: 'robin@example.com', comment: 'Hi' },
	'watchlistPost.getAll': { watchlist: picked(ID) },
	'watchlistPost.like': { postId: ID, userEmail: 'robin@example.com' },
};

describe('what is sent', () => {
	const slug = { profile: 'https://www.linkedin.com/in/maria/?x' };
	test.each<[name: string, parameters: INodeParameters, expected: Partial<ApiRequest>]>([
		['profile.get', slug, task('fetch-profile', { profile_slug: 'maria' })],
		[
			'profile.getPosts',
			{ profiles: `${URN},\nACoAAX9y8z7, ${URN}` },
			task('fetch-profiles-posts', { profile_urns: [URN, 'urn:li:fsd_profile:ACoAAX9y8z7'] }),
		],
		[
			'profile.search',
			{
				keywords: ' ',
				filters: {
					title: ' Head of Growth ',
					locations: ['103644278', '101174742'],
					geo_urn: 'urn:li:geo:103644278, 7',
				},
			},
			task('search-profiles', {
				title: 'Head of Growth',
				geo_urn: ['103644278', '101174742', '7'],
				count: 50,
			}),
		],
		[
			'profile.search',
			{ keywords: ' crm ', limit: 5, filters: { industries: ['96'], industry: '4, 96' } },
			task('search-profiles', { keywords: 'crm', industry: ['96', '4'], count: 5 }),
		],
		[
			'company.get',
			{ company: 'linkedin.com/company/contoso' },
			task('fetch-company', { company_slug: 'contoso' }),
		],
		[
			'company.getPosts',
			{ company: 'contoso' },
			task('fetch-company-posts', { company_slug: 'contoso' }),
		],
		['connection.getAll', notWaiting, task('fetch-connections', { start: 0, count: 40 })],
		[
			'connection.getAll',
			{
				...notWaiting,
				count: 100,
				start: 200,
				filters: { keyword: ' Maria ' },
				sort: { sort_type: 'RECENTLY_ADDED' },
			},
			task('fetch-connections', {
				start: 200,
				count: 100,
				keyword: 'Maria',
				sort_type: 'RECENTLY_ADDED',
			}),
		],
		[
			'connection.getAll',
			{ ...notWaiting, filters: { keyword: ' ' }, sort: { sort_type: 'RELEVANCE' } },
			{ body: { start: 0, count: 40 } },
		],
		['connection.getAll', {}, { body: { start: 0, count: 50 } }],
		['connection.getAll', { ...waiting, limit: 7 }, { body: { start: 0, count: 7 } }],
		['connection.getAll', { ...waiting, limit: 700 }, { body: { start: 0, count: 100 } }],
		['connection.getAll', { ...waiting, returnAll: true }, { body: { start: 0, count: 100 } }],
		[
			'connection.sendRequest',
			{ profile: URN, note: '' },
			task('send-connection-request', { profile_urn: URN }),
		],
		[
			'connection.sendRequest',
			{ profile: URN, note: ' \n ' },
			task('send-connection-request', { profile_urn: URN }),
		],
		[
			'connection.sendRequest',
			{ profile: 'urn:li:person:ACoAAB1c2d3', note: `  ${'x'.repeat(300)} ` },
			task('send-connection-request', {
				profile_urn: 'urn:li:person:ACoAAB1c2d3',
				note: 'x'.repeat(300),
			}),
		],
		[
			'message.send',
			{ recipient: URN, message: '  Hi\n\nthere ' },
			task('send-message', { recipient_urn: URN, message: '  Hi\n\nthere ' }),
		],
		[
			'message.send',
			{ recipient: URN, message: 'x'.repeat(10_000) },
			task('send-message', { recipient_urn: URN, message: 'x'.repeat(10_000) }),
		],
		['post.like', { post: POST }, task('like-post', { social_urn: POST })],
		[
			'post.comment',
			{ post: `https://www.linkedin.com/feed/update/${POST}/`, comment: 'Well said' },
			task('comment-post', { social_urn: POST, comment_text: 'Well said' }),
		],
		[
			'task.getStatus',
			{ taskId: ` ${ID} ` },
			{
				method: 'GET',
				path: '/linkedin-agent/get-task-status',
				query: { api_agent_task_id: ID },
			},
		],
		['team.get', {}, { method: 'GET', path: '/api-team' }],
		[
			'interaction.getAll',
			{
				watchlist: picked(`https://mentions.outx.ai/watchlist/${ID}`, 'url'),
				limit: 30,
				filters: { interaction_type: 'like', actor_ids: 'a, b' },
				options: { page: 3 },
			},
			{
				method: 'GET',
				path: '/api-interactions',
				query: {
					watchlist_id: ID,
					page: 3,
					page_size: 30,
					interaction_type: 'like',
					actor_ids: 'a,b',
				},
			},
		],
		[
			'watchlistPost.getAll',
			{ watchlist: picked(ID) },
			{ method: 'GET', path: '/api-posts', query: { watchlist_id: ID, page: 1, page_size: 50 } },
		],
		[
			'watchlistPost.getAll',
			{
				watchlist: picked(ID),
				returnAll: true,
				filters: {
					labels: 'Hiring, Lead',
					english: true,
					trending: true,
					is_saved: false,
					start_date: '2026-01-31T00:00:00.000Z',
					post_type: ['article', 'poll'],
					search_term: ' pricing ',
				},
				sort: { sort_by: 'engagement' },
			},
			{
				method: 'GET',
				path: '/api-posts',
				query: {
					watchlist_id: ID,
					page: 1,
					page_size: 100,
					labels: ['Hiring', 'Lead'],
					lang: 'en',
					trending: true,
					start_date: '2026-01-31',
					post_type: 'article,poll',
					sort_by: 'engagement',
					search_term: 'pricing',
				},
			},
		],
		[
			'watchlistPost.like',
			{ postId: ID, userEmail: ' robin@example.com ' },
			{
				method: 'POST',
				path: '/api-like',
				body: { post_id: ID, user_email: 'robin@example.com', actor_type: 'user' },
			},
		],
		[
			'watchlistPost.comment',
			{
				postId: ID,
				userEmail: 'robin@example.com',
				actorType: 'company',
				companyTitle: ' Contoso ',
				comment: ' Hm ',
			},
			{
				method: 'POST',
				path: '/api-comment',
				body: {
					post_id: ID,
					user_email: 'robin@example.com',
					actor_type: 'company',
					company_title: 'Contoso',
					comment_text: ' Hm ',
				},
			},
		],
		['watchlist.getAll', { kind: 'reddit' }, { method: 'GET', path: '/api-reddit-watchlist' }],
		[
			'watchlist.get',
			{ kind: 'company', watchlist: picked(ID) },
			{ method: 'GET', path: '/api-company-watchlist', query: { id: ID } },
		],
		[
			'watchlist.delete',
			{ kind: 'people', watchlist: picked(ID) },
			{ method: 'DELETE', path: '/api-people-watchlist', query: { id: ID }, body: { id: ID } },
		],
		[
			'watchlist.create',
			{ kind: 'people', profiles: 'maria, linkedin.com/in/maria, in/joe' },
			{ method: 'POST', path: '/api-people-watchlist', body: { profiles: ['maria', 'joe'] } },
		],
		[
			'watchlist.create',
			{ kind: 'company', companies: 'contoso', more: { name: ' Rivals ', fetchFreqInHours: 6 } },
			{ body: { companies: ['contoso'], name: 'Rivals', fetchFreqInHours: 6 } },
		],
		[
			'watchlist.create',
			{
				kind: 'reddit',
				basis: 'conditions',
				keywordRules: {
					rule: [
						{ keyword: 'a' },
						{ keyword: 'crm', required: 'startup, founder', all: false, excluded: 'jobs' },
					],
				},
				more: {
					objective: 'Find them',
					slack_webhook_url: 'https://hooks.slack.com/x',
					labels: { label: [{ name: 'Lead', description: '', default: true }] },
				},
			},
			{
				path: '/api-reddit-watchlist',
				body: {
					keywords: [
						{ keyword: 'a' },
						{
							keyword: 'crm',
							required_keywords: ['startup', 'founder'],
							include_all_required: false,
							excluded_keywords: ['jobs'],
							exclude_keywords: ['jobs'],
						},
					],
					labels: [{ name: 'Lead', default: true }],
					objective: 'Find them',
					slack_webhook_url: 'https://hooks.slack.com/x',
				},
			},
		],
		[
			'watchlist.create',
			{ kind: 'keyword', basis: 'prompt', prompt: 'Founders', more: { name: 'F' } },
			{ path: '/api-keyword-watchlist', body: { prompt: 'Founders', name: 'F' } },
		],
		[
			'watchlist.update',
			{ kind: 'keyword', watchlist: picked(ID), changes: { active: false, name: 'New' } },
			{
				method: 'PUT',
				path: '/api-keyword-watchlist',
				body: { id: ID, disable: true, name: 'New' },
			},
		],
		[
			'watchlist.update',
			{ kind: 'keyword', watchlist: picked(ID), changes: { slack_webhook_url: '' } },
			{ body: { id: ID, slack_webhook_url: null } },
		],
		[
			'watchlist.update',
			{ kind: 'reddit', watchlist: picked(ID), changes: { prompt: 'Founders' } },
			{ body: { id: ID, prompt: 'Founders' } },
		],
	])('%s %j', (name, parameters, expected) => {
		const request = requestFor(name, parameters);
		expect({ ...request, ...expected }).toEqual(request);
		if (expected.body) expect(request.body).toEqual(expected.body);
	});

	test('watchlist posts of people and companies by slug or URL', () => {
		const people_slug = 'maria, https://www.linkedin.com/in/j%C3%BCrgen/, j%C3%B6rg';
		const filters = { people_slug, company_slug: 'linkedin.com/company/contoso' };
		const { query } = requestFor('watchlistPost.getAll', { watchlist: picked(ID), filters });
		expect(query).toMatchObject({
			people_slug: ['maria', 'jürgen', 'j%C3%B6rg'],
			company_slug: ['contoso'],
		});
	});

	test.each(names)('%s: no field is sent without a value', (name) => {
		const { body, query } = requestFor(name, ENOUGH[name]);
		const values = Object.values({ ...body, ...query });
		expect(values.filter((value) => value === '' || value === undefined)).toEqual([]);
	});
});

describe('what is refused before anything is sent', () => {
	const message = { recipient: URN, message: 'Hi' };
	const actor = { postId: ID, userEmail: 'robin@example.com', comment: 'x' };
	test.each<[name: string, parameters: INodeParameters, words: string]>([
		['profile.get', { profile: ' ' }, "'Person' is empty"],
		[
			'profile.get',
			{ profile: 'linkedin.com/company/contoso' },
			"'Person' is the URL of a company",
		],
		['profile.getPosts', { profiles: ' , ' }, "'People' is empty"],
		['profile.getPosts', { profiles: `${URN}, m m` }, "'People' is not a person's LinkedIn URL"],
		['profile.search', { filters: {} }, "'Keywords' is empty"],
		['profile.search', { filters: { title: ' ', geo_urn: ',' } }, "'Keywords' is empty"],
		['profile.search', { filters: { title: 'x' }, limit: 51 }, 'between 1 and 50, not 51'],
		['profile.search', { filters: { title: 'x' }, limit: 0 }, 'between 1 and 50, not 0'],
		['profile.search', { filters: { title: 'x' }, limit: 2.5 }, 'whole number'],
		['company.get', { company: 'linkedin.com/in/maria' }, "'Company' is the URL of a person"],
		['company.getPosts', { company: '' }, "'Company' is empty"],
		[
			'connection.getAll',
			{ ...notWaiting, count: 0 },
			"'Page Size' must be between 1 and 100, not 0",
		],
		[
			'connection.getAll',
			{ ...notWaiting, count: 101 },
			"'Page Size' must be between 1 and 100, not 101",
		],
		['connection.getAll', { start: -1 }, "'Start' must be at least 0"],
		['connection.getAll', { ...waiting, limit: 0 }, "'Limit' must be at least 1"],
		['connection.sendRequest', { profile: '' }, "'Person' is empty"],
		['connection.sendRequest', { profile: 'linkedin.com/school/x' }, 'the URL of a school'],
		[
			'connection.sendRequest',
			{ profile: URN, note: 'x'.repeat(301) },
			"'Note' has 301 characters, 300 are allowed",
		],
		['message.send', { ...message, recipient: 'a b' }, "'Person' is not a person's"],
		['message.send', { ...message, message: '' }, "'Message' is empty"],
		['message.send', { ...message, message: ' \n\t ' }, "'Message' is empty"],
		[
			'message.send',
			{ ...message, message: 'x'.repeat(10_001) },
			"'Message' has 10001 characters, 10000 are allowed",
		],
		['post.like', { post: 'my post' }, "'Post' is not a post"],
		['post.comment', { post: POST, comment: ' ' }, "'Comment' is empty"],
		['task.getStatus', { taskId: '42' }, "'Task ID' is not an OutX ID"],
		['task.getStatus', { taskId: '' }, "'Task ID' is empty"],
		['interaction.getAll', { watchlist: picked('') }, "'Watchlist' is empty"],
		['interaction.getAll', { watchlist: picked(ID), options: { page: 0 } }, "'Start Page' must be"],
		['watchlistPost.getAll', { watchlist: picked('x') }, "'Watchlist' is not an OutX ID"],
		['watchlistPost.getAll', { watchlist: picked(ID), limit: 0 }, "'Limit' must be at least 1"],
		[
			'watchlistPost.getAll',
			{ watchlist: picked(ID), filters: { end_date: 'soon' } },
			"'To Date' is not a date",
		],
		[
			'watchlistPost.getAll',
			{ watchlist: picked(ID), filters: { people_slug: `maria, ${URN}` } },
			"'People Slugs' needs the slug of the person, not the URN",
		],
		[
			'watchlistPost.getAll',
			{ watchlist: picked(ID), filters: { company_slug: 'linkedin.com/in/maria' } },
			"'Company Slugs' is the URL of a person",
		],
		['watchlistPost.like', { ...actor, postId: POST }, "'Post ID' is not an OutX ID"],
		['watchlistPost.like', { ...actor, userEmail: '' }, "'User Email' is empty"],
		['watchlistPost.like', { ...actor, userEmail: 'robin' }, "'User Email' is not an email"],
		['watchlistPost.comment', { ...actor, comment: ' ' }, "'Comment' is empty"],
		[
			'watchlistPost.comment',
			{ ...actor, actorType: 'company', companyTitle: ' ' },
			"'Company Page Name' is empty",
		],
		['watchlist.get', { watchlist: picked('') }, "'Watchlist' is empty"],
		['watchlist.create', { keywords: ' , ' }, "'Keywords' is empty"],
		['watchlist.create', { basis: 'prompt', prompt: ' ' }, "'Prompt' is empty"],
		['watchlist.create', { kind: 'people', profiles: '' }, "'People' is empty"],
		[
			'watchlist.create',
			{ kind: 'people', profiles: 'maria, linkedin.com/company/x' },
			"'People' is the URL of a company",
		],
		['watchlist.create', { kind: 'company', companies: '' }, "'Companies' is empty"],
		[
			'watchlist.create',
			{ keywords: 'a', more: { fetchFreqInHours: 5 } },
			"'Scan Every' must be 1, 3, 6, 12, 24, 48 or 72, not 5",
		],
		[
			'watchlist.create',
			{ kind: 'reddit', keywords: 'a', more: { slack_webhook_url: 'hooks.slack.com' } },
			"'Slack Webhook URL' is not a URL",
		],
		[
			'watchlist.create',
			{
				keywords: 'a',
				more: { labels: { label: ['a', 'b', 'c'].map((name) => ({ name, default: true })) } },
			},
			"'Labels' has more than 2 default labels",
		],
		[
			'watchlist.create',
			{ keywords: 'a', more: { labels: { label: [{ name: ' ' }] } } },
			"'Labels: Name' is empty",
		],
		[
			'watchlist.create',
			{ basis: 'conditions', keywordRules: { rule: [{ keyword: '' }] } },
			"'Keywords With Conditions: Keyword' is empty",
		],
		['watchlist.update', { watchlist: picked(ID), changes: {} }, "'Update Fields' is empty"],
		['watchlist.update', { watchlist: picked(ID), changes: { name: ' ' } }, "'Name' is empty"],
		[
			'watchlist.update',
			{ watchlist: picked(ID), changes: { prompt: 'x', name: 'y' } },
			"'Prompt' cannot be changed together with other fields",
		],
	])('%s %j', (name, parameters, words) => {
		expect(refusal(name, parameters).message).toContain(words);
	});

	const withRequired = names.filter((name) =>
		operationOf(name).fields.some(({ required, displayOptions }) => required && !displayOptions),
	);
	test.each(withRequired)('%s without its required fields, by their names', (name) => {
		const required = operationOf(name).fields.filter((field) => field.required);
		const empty: INodeParameters = {};
		for (const field of required) {
			empty[field.name] = field.type === 'resourceLocator' ? picked('') : '';
		}
		const messages = required.map(({ displayName }) => `'${displayName}' is empty`);
		expect(messages).toContain(refusal(name, empty).message);
	});
});

describe('who is looked up', () => {
	const ID_OF_MARIA = 'ACoAAB1c2d3';
	/** The same person by the name that OutX needs, and by the other one. */
	const PEOPLE: Record<string, [known: INodeParameters, unknown: INodeParameters]> = {
		'connection.sendRequest': [{ profile: URN }, { profile: 'linkedin.com/in/maria' }],
		'contactHistory.check': [{ recipient: URN }, { recipient: 'maria' }],
		'contactHistory.forget': [{ recipient: URN }, { recipient: 'maria' }],
		'message.send': [
			{ recipient: URN, message: 'Hi' },
			{ recipient: '/in/maria/', message: 'Hi' },
		],
		'profile.getPosts': [{ profiles: URN }, { profiles: `maria, ${URN}` }],
		'watchlist.create': [
			{ kind: 'people', profiles: 'maria' },
			{ kind: 'people', profiles: `x, ${URN}` },
		],
	};
	const looking = names.filter((name) => operationOf(name).looksUp !== undefined);

	test('is known for each operation that says so', () => {
		expect(Object.keys(PEOPLE)).toEqual(looking);
	});

	test.each(looking)('%s: only people whose name is not the one that OutX needs', (name) => {
		const [known, unknown] = PEOPLE[name];
		expect(checkedRequest(name, known)).not.toHaveProperty('lookUp');
		const lookUp = [operationOf(name).looksUp === 'slug' ? ID_OF_MARIA : 'maria'];
		expect(checkedRequest(name, unknown)).toMatchObject({ lookUp });
	});

	test.each(names.filter((name) => !looking.includes(name)))('%s: nobody', (name) => {
		expect(checkedRequest(name, ENOUGH[name])).not.toHaveProperty('lookUp');
	});
});

describe('the target of an action', () => {
	const acting = names.filter((name) => operationOf(name).acts);
	const reached = (name: string, parameters: INodeParameters) =>
		requestFor(name, parameters).target;

	test('is known for everything that changes something, and nothing else', () => {
		const touching = (what: 'toSomebody' | 'countsAs') =>
			acting.filter((name) => operationOf(name).acts?.[what]);
		expect(touching('toSomebody')).toEqual([
			'connection.sendRequest',
			'message.send',
			'post.comment',
			'watchlistPost.comment',
		]);
		expect(touching('countsAs')).toEqual([
			'connection.sendRequest',
			'message.send',
			'post.comment',
			'post.like',
			'watchlistPost.comment',
			'watchlistPost.like',
		]);
		expect(acting.filter((name) => !operationOf(name).acts?.countsAs)).toEqual([
			'watchlist.create',
			'watchlist.delete',
			'watchlist.update',
		]);
	});

	test('is one watchlist for a change, and its whole description for a new one', () => {
		const base = { kind: 'keyword', watchlist: picked(ID), keywords: 'a' };
		const change = (name: string) => reached('watchlist.update', { ...base, changes: { name } });
		expect(change('New')).toBe(change('Newer'));
		expect(reached('watchlist.delete', base)).toBe(ID);
		const made = (parameters: INodeParameters) =>
			reached('watchlist.create', { ...base, ...parameters });
		expect(made({})).toBe(made({}));
		expect(new Set([made({}), made({ keywords: 'b' }), made({ kind: 'reddit' })]).size).toBe(3);
	});

	test.each([
		['connection.sendRequest', 'profile', { note: 'a' }],
		['message.send', 'recipient', { message: 'a' }],
	])('%s: one person, however entered and whatever is said', (name, field, more) => {
		const forms = [URN, 'urn:li:person:ACoAAB1c2d3', 'ACoAAB1c2d3', 'linkedin.com/in/ACoAAB1c2d3'];
		const keys = forms.map((form) => reached(name, { ...more, [field]: form }));
		expect(new Set(keys)).toEqual(new Set(['ACoAAB1c2d3']));
		expect(reached(name, { ...more, [field]: 'ACoAAOther' })).toBe('ACoAAOther');
	});

	test('one post, however entered', () => {
		const forms = [POST, '7123456789012345678', `https://www.linkedin.com/feed/update/${POST}`];
		for (const name of ['post.like', 'post.comment']) {
			const keys = forms.map((post) => reached(name, { post, comment: 'a' }));
			expect(new Set(keys)).toEqual(new Set([POST]));
		}
	});

	test('several people and pages may act on a watchlist post', () => {
		const base = { postId: ID, userEmail: 'robin@example.com', comment: 'a' };
		for (const name of ['watchlistPost.like', 'watchlistPost.comment']) {
			const keys = [
				base,
				{ ...base, userEmail: 'sam@example.com' },
				{ ...base, actorType: 'company', companyTitle: 'Contoso' },
				{ ...base, actorType: 'company', companyTitle: 'Fabrikam' },
				{ ...base, postId: ID.replace('5', '6') },
			].map((parameters) => reached(name, parameters));
			expect(new Set(keys).size).toBe(5);
			expect(reached(name, { ...base, comment: 'b' })).toBe(keys[0]);
		}
	});
});

describe('the next page', () => {
	const first = { ...waiting, returnAll: true, watchlist: picked(ID), kind: 'keyword' };
	const pagesOf = (name: string): Pages => {
		const { pages } = operationOf(name);
		if (pages) return pages;
		throw new Error(`${name} has no pages`);
	};
	const next = (
		name: string,
		parameters: INodeParameters,
		output: IDataObject,
		missing = Infinity,
	) => {
		const answer = operationOf(name).interpret(output, requestFor(name, parameters));
		const results = 'results' in answer ? answer.results : [];
		return pagesOf(name).after(requestFor(name, parameters), { output, results }, missing);
	};
	const list = (key: string, count: number) => ({
		[key]: Array.from({ length: count }, (_, id) => ({ id })),
	});

	test('of connections starts after this one, and requests no more than needed', () => {
		const full = { total: 100, ...list('connections', 100) };
		expect(next('connection.getAll', first, full)?.body).toMatchObject({ start: 100, count: 100 });
		expect(next('connection.getAll', first, full, 30)?.body).toMatchObject({
			start: 100,
			count: 30,
		});
		const from = { ...first, start: 500, filters: { keyword: 'a' } };
		expect(next('connection.getAll', from, full)?.body).toEqual({
			start: 600,
			count: 100,
			keyword: 'a',
		});
		for (const count of [0, 1, 99]) {
			const short = { total: count, ...list('connections', count) };
			expect(next('connection.getAll', first, short)).toBeUndefined();
		}
	});

	test.each(['watchlistPost.getAll', 'interaction.getAll'])(
		'of %s is the next number, with the same size, until a page is shorter than any default',
		(name) => {
			for (const count of [10, 20, 100]) {
				const request = next(name, { ...first, options: { page: 4 } }, list('data', count));
				expect(request?.query).toMatchObject({ page: 5, page_size: 100 });
			}
			for (const count of [0, 1, 9]) {
				expect(next(name, first, list('data', count))).toBeUndefined();
			}
			const few = { ...first, returnAll: false, limit: 3 };
			expect(next(name, few, list('data', 3))?.query).toMatchObject({ page: 2, page_size: 3 });
			expect(next(name, few, list('data', 2))).toBeUndefined();
		},
	);

	test('of watchlists does not exist: there is only one', () => {
		expect(next('watchlist.getAll', first, list('watchlists', 500))).toBeUndefined();
	});

	const paged = names.filter((name) => operationOf(name).pages);

	test.each(paged)('of %s: no more than the limit is wanted', (name) => {
		const pages = pagesOf(name);
		expect(pages.limit(parametersOf(name, first))).toBe(Infinity);
		expect(pages.limit(parametersOf(name, { ...first, returnAll: false, limit: 7 }))).toBe(7);
	});

	test('can be requested manually, with the field that is named when a page fails', () => {
		const none = pagesOf('watchlist.getAll');
		expect(none.position(requestFor('watchlist.getAll', first))).toBeUndefined();
		for (const name of paged.filter((each) => each !== 'watchlist.getAll')) {
			const position = (parameters: INodeParameters) =>
				pagesOf(name).position(requestFor(name, parameters));
			const field = position(first)?.field ?? '';
			const start = Number(position(first)?.value);
			const [outer, inner] = field.split('.');
			const later = { ...first, [outer]: inner ? { [inner]: start + 7 } : start + 7 };
			expect(position(later)).toEqual({ field, value: start + 7 });
		}
	});
});

test('an operation that does not exist is refused in words', () => {
	for (const name of ['profile.fly', 'nothing.get', '.', 'constructor.name']) {
		expect(() => operationOf(name)).toThrow(/'Operation' is not one that OutX has/);
	}
});

test('no two operations have the same name', () => {
	expect(new Set(names).size).toBe(names.length);
	expect(new Set(resources.map(({ value }) => value)).size).toBe(resources.length);
});
