import type { FastifyInstance } from 'fastify';
import { ApiError } from '../apiError';
import { isText, type JsonObject } from '../json';
import type { Query, State } from '../state';
import * as fields from '../watchlists/fields';
import type { Watchlist, WatchlistKind } from '../watchlists/watchlist';
import * as views from '../watchlists/views';
import { addPath, type Call } from './api';

interface Kind {
	kind: WatchlistKind;
	members?: 'profiles' | 'companies';
	everyHours: number;
}

const KINDS: Kind[] = [
	{ kind: 'keyword', everyHours: 12 },
	{ kind: 'people', members: 'profiles', everyHours: 12 },
	{ kind: 'company', members: 'companies', everyHours: 12 },
	{ kind: 'reddit', everyHours: 24 },
];

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

function contentOf(
	body: JsonObject,
	{ members }: Kind,
	{ switches }: State,
): Partial<Pick<Watchlist, 'slugs' | 'keywords' | 'prompt'>> {
	if (members) return { slugs: fields.readSlugs(body[members], members) };
	if (body.prompt === undefined) return { keywords: fields.readKeywords(body.keywords, switches) };
	if (body.keywords !== undefined) {
		throw new ApiError(400, 'Provide either keywords or prompt, not both');
	}
	const prompt = fields.readPrompt(body.prompt);
	return { prompt, keywords: fields.keywordsFrom(prompt, switches) };
}

function create(body: JsonObject, about: Kind, state: State) {
	const content = contentOf(body, about, state);
	const fetchFreqInHours = fields.readFrequency(body.fetchFreqInHours, about.everyHours);
	const quota = state.switches.watchlistQuota;
	if (quota !== null && state.watchlists.list().length >= quota) {
		throw new ApiError(
			402,
			`Your plan includes up to ${quota} watchlists. Please upgrade your plan to create more.`,
		);
	}
	const [first = ''] = content.keywords?.map(({ keyword }) => keyword) ?? content.slugs ?? [];
	const watchlist = state.watchlists.add({
		...content,
		kind: about.kind,
		name: isText(body.name) ? body.name.trim() : `${about.kind} watchlist: ${first}`,
		fetchFreqInHours,
		description: textOrNull(body.description) ?? '',
		labels: fields.readLabels(body.labels),
		objective: textOrNull(body.objective),
		slackWebhookUrl: textOrNull(body.slack_webhook_url),
	});
	return views.created(watchlist);
}

function findOne(id: unknown, { kind }: Kind, { watchlists }: State) {
	const watchlist = typeof id === 'string' ? watchlists.find(id) : undefined;
	if (watchlist?.kind !== kind) throw new ApiError(404, 'Watchlist not found');
	return watchlist;
}

function read({ id }: Query, about: Kind, state: State) {
	if (id !== undefined) return views.full(findOne(id, about, state));
	const watchlists = state.watchlists.list(about.kind).map(views.summary);
	return { watchlists, count: watchlists.length };
}

function keywordChangesOf(body: JsonObject, { keywords }: Watchlist, { switches }: State) {
	const change: Partial<Watchlist> = {};
	if (body.keywords !== undefined) {
		const added = fields.readKeywords(body.keywords, switches);
		change.keywords = body.append === true ? [...keywords, ...added] : added;
	}
	if (body.labels !== undefined) change.labels = fields.readLabels(body.labels);
	return change;
}

/** What a PUT changes; checks all before anything is changed. */
function changesOf(
	body: JsonObject,
	watchlist: Watchlist,
	{ members }: Kind,
	state: State,
): Partial<Watchlist> {
	const change = members ? {} : keywordChangesOf(body, watchlist, state);
	if (body.name !== undefined) {
		if (!isText(body.name)) throw new ApiError(400, 'Name cannot be empty');
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
	if (body.slack_webhook_url !== undefined) {
		change.slackWebhookUrl = textOrNull(body.slack_webhook_url);
	}
	if (members || body.prompt === undefined) return change;
	if (Object.keys(change).length > 0) {
		throw new ApiError(400, 'prompt cannot be combined with other update fields');
	}
	const prompt = fields.readPrompt(body.prompt);
	return { prompt, keywords: fields.keywordsFrom(prompt, state.switches) };
}

function update(body: JsonObject, about: Kind, state: State) {
	if (!body.id) throw new ApiError(400, 'Missing required parameter: id');
	const watchlist = findOne(body.id, about, state);
	const change = changesOf(body, watchlist, about, state);
	if (Object.keys(change).length === 0) {
		throw new ApiError(400, 'No valid update fields provided');
	}
	Object.assign(watchlist, change);
	const sent = Object.entries(views.full(watchlist)).filter(
		([name]) => name !== 'id' && body[name] !== undefined,
	);
	return {
		id: watchlist.id,
		...Object.fromEntries(sent),
		updated: true,
		message: 'Watchlist updated successfully',
	};
}

function remove({ query, body }: Call, about: Kind, state: State) {
	const where = state.switches.deleteIdIn;
	const id = (where === 'body' ? undefined : query.id) ?? (where === 'query' ? undefined : body.id);
	if (!id) throw new ApiError(400, 'Missing required parameter: id');
	state.watchlists.remove(findOne(id, about, state).id);
	return { id, deleted: true, message: 'Watchlist and all related data deleted successfully' };
}

export function addWatchlistRoutes(app: FastifyInstance, state: State) {
	for (const about of KINDS) {
		addPath(app, state, `/api-${about.kind}-watchlist`, {
			POST: ({ body }) => create(body, about, state),
			GET: ({ query }) => read(query, about, state),
			PUT: ({ body }) => update(body, about, state),
			DELETE: (call) => remove(call, about, state),
		});
	}
}
