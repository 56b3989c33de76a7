import { activityUrn } from '../world/identifiers';
import { postUrl } from '../world/posts';
import type { FeedPost, Interaction, Watchlist } from './watchlist';

const hasKeywords = ({ kind }: Watchlist) => kind === 'keyword' || kind === 'reddit';
const keywordNames = ({ keywords }: Watchlist) => keywords.map(({ keyword }) => keyword);
const countField = ({ kind }: Watchlist) =>
	kind === 'people' ? 'profiles_count' : 'companies_count';

const identity = ({ id, name, slug, kind }: Watchlist) => ({ id, name, slug, type: kind });

export function summary(watchlist: Watchlist) {
	const createdAt = new Date(watchlist.createdAt).toISOString();
	if (!hasKeywords(watchlist)) return { ...identity(watchlist), createdAt };
	return {
		...identity(watchlist),
		fetchFreqInHours: watchlist.fetchFreqInHours,
		keywords: keywordNames(watchlist),
		createdAt,
	};
}

export function full(watchlist: Watchlist) {
	const common = {
		...summary(watchlist),
		fetchFreqInHours: watchlist.fetchFreqInHours,
		description: watchlist.description,
		labels: watchlist.labels,
		disable: watchlist.disabled,
		slack_webhook_url: watchlist.slackWebhookUrl,
	};
	if (!hasKeywords(watchlist)) {
		return { ...common, [countField(watchlist)]: watchlist.slugs.length, lists: watchlist.slugs };
	}
	return {
		...common,
		objective: watchlist.objective,
		prompt: watchlist.prompt,
		keyword_tracking: watchlist.keywords,
	};
}

export function created(watchlist: Watchlist) {
	const common = { ...identity(watchlist), fetchFreqInHours: watchlist.fetchFreqInHours };
	if (watchlist.prompt !== null) {
		return {
			...common,
			prompt: watchlist.prompt,
			created: true,
			message: 'Watchlist created. Keywords and labels are generated in the background.',
		};
	}
	if (!hasKeywords(watchlist)) {
		return { ...common, [countField(watchlist)]: watchlist.slugs.length, created: true };
	}
	return {
		...common,
		keywords: keywordNames(watchlist),
		created: true,
		results: watchlist.keywords.map(({ keyword }) => ({ keyword, success: true })),
	};
}

export function feedPost({ post, ...entry }: FeedPost) {
	const isLinkedIn = entry.source === 'linkedin';
	return {
		id: entry.id,
		source: entry.source,
		linkedin_post_url: isLinkedIn ? postUrl(post) : null,
		linkedin_post_urn: isLinkedIn ? activityUrn(post.id) : null,
		reddit_post_url: isLinkedIn ? null : `${post.author.url}comments/${post.id}/`,
		content: post.text,
		created_at: post.createdAt,
		likes_count: post.likes,
		shares_count: post.shares,
		comments_count: post.comments,
		bookmark: entry.saved,
		post_type: post.type,
		language: entry.language,
		tags: entry.tags,
		videos: [],
		relevance_level: entry.relevance,
		seniority_level: entry.seniority,
		author: {
			full_name: post.author.name,
			author_slug: post.author.slug,
			headline: post.author.headline,
			author_type: post.author.kind,
			author_url: post.author.url,
		},
	};
}

export const interactionView = ({ person, on, ...interaction }: Interaction) => ({
	id: interaction.id,
	text: interaction.text,
	interaction_type: interaction.type,
	created_at: interaction.createdAt,
	author: {
		id: interaction.actorId,
		full_name: person.name,
		author_slug: person.slug,
		headline: person.headline,
		author_type: 'person',
	},
	post: feedPost(on),
});
