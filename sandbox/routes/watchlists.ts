import { ApiError, addPath } from './api';
import * as fields from '../watchlists/fields';
import * as views from '../watchlists/views';

/**
 * @typedef {import('../box').Box} Box
 * @typedef {import('../watchlists/store').Watchlist} Watchlist
 * @typedef {import('../watchlists/store').WatchlistKind} WatchlistKind
 * @typedef {Record<string, any>} Body
 */

/** @type {{ kind: WatchlistKind, members?: 'profiles' | 'companies', everyHours: number }[]} */
const KINDS = [
	{ kind: 'keyword', everyHours: 12 },
	{ kind: 'people', members: 'profiles', everyHours: 12 },
	{ kind: 'company', members: 'companies', everyHours: 12 },
	{ kind: 'reddit', everyHours: 24 },
];

/** @param {Body} body @param {typeof KINDS[number]} about @param {Box} box */
function contentOf(body, { members }, { switches }) {
	if (members) return { slugs: fields.readSlugs(body[members], members) };
	if (body.prompt === undefined) return { keywords: fields.readKeywords(body.keywords, switches) };
	if (body.keywords !== undefined) {
		throw new ApiError(400, 'Provide either keywords or prompt, not both');
	}
	const prompt = fields.readPrompt(body.prompt);
	return { prompt, keywords: fields.keywordsFrom(prompt, switches) };
}

/** @param {Body} body @param {typeof KINDS[number]} about @param {Box} box */
function create(body, about, box) {
	const content = contentOf(body, about, box);
	const fetchFreqInHours = fields.readFrequency(body.fetchFreqInHours, about.everyHours);
	const quota = box.switches.watchlistQuota;
	if (quota !== null && box.watchlists.list().length >= quota) {
		throw new ApiError(
			402,
			`Your plan includes up to ${quota} watchlists. Please upgrade your plan to create more.`,
		);
	}
	const firstMember = content.keywords?.[0]?.keyword ?? content.slugs?.[0];
	const watchlist = box.watchlists.add({
		...content,
		kind: about.kind,
		name: body.name?.trim?.() || `${about.kind} watchlist: ${firstMember}`,
		fetchFreqInHours,
		description: body.description ?? '',
		labels: fields.readLabels(body.labels),
		objective: body.objective ?? null,
		slackWebhookUrl: body.slack_webhook_url ?? null,
	});
	return views.created(watchlist);
}

/** @param {unknown} id @param {WatchlistKind} kind @param {Box} box */
function findOne(id, kind, box) {
	const watchlist = box.watchlists.find(id);
	if (watchlist?.kind !== kind) throw new ApiError(404, 'Watchlist not found');
	return watchlist;
}

/** @param {Body} query @param {WatchlistKind} kind @param {Box} box */
function read({ id }, kind, box) {
	if (id !== undefined) return views.full(findOne(id, kind, box));
	const watchlists = box.watchlists.list(kind).map(views.summary);
	return { watchlists, count: watchlists.length };
}

/**
 * What a PUT changes; checks all before anything is changed.
 * @param {Body} body
 * @param {Watchlist} watchlist
 * @param {typeof KINDS[number]} about
 * @param {Box} box
 */
function changesOf(body, watchlist, { members }, { switches }) {
	/** @type {Partial<Watchlist>} */
	const change = {};
	if (body.name !== undefined) {
		if (typeof body.name !== 'string' || body.name.trim() === '') {
			throw new ApiError(400, 'Name cannot be empty');
		}
		change.name = body.name.trim();
	}
	if (body.disable !== undefined) {
		if (typeof body.disable !== 'boolean') {
			throw new ApiError(400, 'disable must be a boolean value');
		}
		change.disabled = body.disable;
	}
	if (body.fetchFreqInHours !== undefined) {
		change.fetchFreqInHours = fields.readFrequency(body.fetchFreqInHours, 0);
	}
	if (body.slack_webhook_url !== undefined) change.slackWebhookUrl = body.slack_webhook_url;
	if (!members && body.keywords !== undefined) {
		const keywords = fields.readKeywords(body.keywords, switches);
		change.keywords = body.append === true ? [...watchlist.keywords, ...keywords] : keywords;
	}
	if (!members && body.labels !== undefined) change.labels = fields.readLabels(body.labels);
	if (!members && body.prompt !== undefined) {
		if (Object.keys(change).length > 0) {
			throw new ApiError(400, 'prompt cannot be combined with other update fields');
		}
		change.prompt = fields.readPrompt(body.prompt);
		change.keywords = fields.keywordsFrom(change.prompt, switches);
	}
	return change;
}

/** @param {Body} body @param {typeof KINDS[number]} about @param {Box} box */
function update(body, about, box) {
	if (!body.id) throw new ApiError(400, 'Missing required parameter: id');
	const watchlist = findOne(body.id, about.kind, box);
	const change = changesOf(body, watchlist, about, box);
	if (Object.keys(change).length === 0) throw new ApiError(400, 'No valid update fields provided');
	Object.assign(watchlist, change);

	const { id: _, append: __, ...asked } = body;
	const known = views.full(watchlist);
	const changed = Object.keys(asked).filter((name) => name in known || name === 'prompt');
	return {
		id: watchlist.id,
		...Object.fromEntries(changed.map((name) => [name, /** @type {Body} */ known[name]])),
		updated: true,
		message: 'Watchlist updated successfully',
	};
}

/** @param {{ query: Body, body: Body }} call @param {WatchlistKind} kind @param {Box} box */
function remove({ query, body }, kind, box) {
	const where = box.switches.deleteIdIn;
	const id = (where === 'body' ? undefined : query.id) ?? (where === 'query' ? undefined : body.id);
	if (!id) throw new ApiError(400, 'Missing required parameter: id');
	box.watchlists.remove(findOne(id, kind, box).id);
	return {
		id,
		deleted: true,
		message: 'Watchlist and all related data deleted successfully',
	};
}

/** @param {import('./api').App} app @param {Box} box */
function addWatchlistRoutes(app, box) {
	for (const about of KINDS) {
		addPath(app, box, `/api-${about.kind}-watchlist`, {
			POST: ({ body }) => create(body, about, box),
			GET: ({ query }) => read(query, about.kind, box),
			PUT: ({ body }) => update(body, about, box),
			DELETE: (call) => remove(call, about.kind, box),
		});
	}
}

export { addWatchlistRoutes };
