/* The watchlists of the sandbox, asked of the sandbox itself, for the tests of what the node does with them. */
import type { IDataObject, INodeParameterResourceLocator, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import type { NodeRun } from '../support/engine';
import { fetchJson } from '../support/http';
import { listOf, present } from '../support/json';
import { sent, type Sent } from './requests';
import type { Stage, StageOptions } from './stage';

export const KINDS = ['keyword', 'people', 'company', 'reddit'] as const;
export type Kind = (typeof KINDS)[number];

/** The ID of no watchlist. */
export const UNKNOWN = '550e8400-e29b-41d4-a716-446655440000';
export const USER = 'robin@sandbox.example';
export const OTHER_USER = 'sam@sandbox.example';

const watchlistSchema = z.object({
	id: z.string(),
	name: z.string(),
	kind: z.enum(KINDS),
	description: z.string(),
	objective: z.string().nullable(),
	prompt: z.string().nullable(),
	fetchFreqInHours: z.number(),
	keywords: z.array(
		z.object({
			keyword: z.string(),
			required_keywords: z.array(z.string()),
			excluded_keywords: z.array(z.string()),
			include_all_required: z.boolean(),
		}),
	),
	labels: z.array(z.object({ name: z.string(), default: z.boolean() })),
	slugs: z.array(z.string()),
	disabled: z.boolean(),
	slackWebhookUrl: z.string().nullable(),
});
const watchlistsSchema = z.object({ watchlists: z.array(watchlistSchema) });
export type Watchlist = z.infer<typeof watchlistSchema>;

const postSchema = z
	.object({
		id: z.string(),
		linkedin_post_urn: z.string().nullable(),
		content: z.string(),
		created_at: z.number(),
		likes_count: z.number(),
		comments_count: z.number(),
		shares_count: z.number(),
		bookmark: z.boolean(),
		tags: z.array(z.string()),
		post_type: z.string(),
		language: z.string(),
		relevance_level: z.string(),
		seniority_level: z.string().nullable(),
		author: z.object({ author_slug: z.string() }),
	})
	.passthrough();
/** A post with all its fields. */
export type FeedPost = z.infer<typeof postSchema>;
export const feedPosts = (list: unknown): FeedPost[] => z.array(postSchema).parse(list);

/** A watchlist as the node's parameter, picked by its ID. */
export const picked = (value: string, mode = 'id'): INodeParameterResourceLocator => ({
	__rl: true,
	mode,
	value,
});

export const jsonOf = ({ items }: NodeRun): IDataObject[] => items.map(({ json }) => json);
export const idsOf = (list: readonly { id?: unknown }[]) => list.map(({ id }) => id);

export class WatchlistSandbox {
	constructor(private readonly stage: Stage) {}

	/** Asks the sandbox for something, or tells it to do something. */
	async control(path: string, body?: IDataObject): Promise<IDataObject> {
		return await fetchJson(`${this.stage.sandbox.url}/sandbox/${path}`, { body });
	}

	/** Lets new posts or interactions appear, and returns them. */
	async grow(what: 'posts' | 'interactions', body: IDataObject): Promise<IDataObject[]> {
		return listOf((await this.control(`${what}/grow`, body)).added);
	}

	async all(): Promise<Watchlist[]> {
		return watchlistsSchema.parse(await this.control('watchlists')).watchlists;
	}

	async ofKind(kind: Kind): Promise<Watchlist> {
		return present((await this.all()).find((watchlist) => watchlist.kind === kind));
	}

	async named(name: string): Promise<Watchlist> {
		return present((await this.all()).find((watchlist) => watchlist.name === name));
	}

	/** The last request. */
	last(): Sent {
		return present(sent(this.stage.sandbox).at(-1));
	}

	/** Runs something that works. */
	async works(what: string, parameters: INodeParameters, options?: StageOptions): Promise<NodeRun> {
		const run = await this.stage.outx(what, parameters, options);
		expect(run.error).toBeUndefined();
		return run;
	}

	/** Runs something that is refused before anything leaves for OutX, and returns what the user is told. */
	async refused(what: string, parameters: INodeParameters): Promise<string> {
		const run = await this.stage.outx(what, parameters);
		expect(this.stage.sandbox.requests).toEqual([]);
		expect(run.status).toBe('error');
		return present(run.error).message;
	}

	async postsOf(kind: Kind, limit = 3): Promise<IDataObject[]> {
		const { id } = await this.ofKind(kind);
		return jsonOf(await this.works('watchlistPost.getAll', { watchlist: picked(id), limit }));
	}

	/** All posts of a watchlist, with all their fields. */
	async getPosts(
		parameters: INodeParameters = {},
		{ kind = 'keyword', ...options }: StageOptions & { kind?: Kind } = {},
	): Promise<FeedPost[]> {
		return feedPosts(await this.getItems(parameters, { kind, ...options }));
	}

	async getItems(
		parameters: INodeParameters,
		{ kind = 'keyword', ...options }: StageOptions & { kind?: Kind } = {},
	): Promise<IDataObject[]> {
		const watchlist = picked((await this.ofKind(kind)).id);
		const all = { watchlist, returnAll: true, simplify: false };
		return jsonOf(await this.works('watchlistPost.getAll', { ...all, ...parameters }, options));
	}
}
