import type { Person } from '../world/people';
import type { Post } from '../world/posts';
import type { Keyword, Label } from './fields';

export type WatchlistKind = 'keyword' | 'people' | 'company' | 'reddit';

export interface Watchlist {
	id: string;
	kind: WatchlistKind;
	name: string;
	slug: string;
	description: string;
	fetchFreqInHours: number;
	keywords: Keyword[];
	/** Of people or companies. */
	slugs: string[];
	labels: Label[];
	objective: string | null;
	prompt: string | null;
	disabled: boolean;
	slackWebhookUrl: string | null;
	createdAt: number;
	/** Null once it has been scanned. */
	firstScanAt: number | null;
	/** Newest first. */
	posts: FeedPost[];
	/** Newest first. */
	interactions: Interaction[];
}

export interface FeedPost {
	id: string;
	post: Post;
	source: 'linkedin' | 'reddit';
	saved: boolean;
	trending: boolean;
	interacted: boolean;
	language: string;
	tags: string[];
	relevance: 'high' | 'medium' | 'low';
	seniority: string;
}

export interface Interaction {
	id: string;
	type: 'like' | 'comment';
	text: string | null;
	createdAt: number;
	person: Person;
	actorId: string;
	on: FeedPost;
}
