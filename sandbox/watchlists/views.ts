import { activityUrn } from '../world/identifiers';
import { postUrl } from '../world/posts';

/**
 * @typedef {import('./store').Watchlist} Watchlist
 * @typedef {import('./feed').FeedPost} FeedPost
 * @typedef {import('./feed').Interaction} Interaction
 */

const hasKeywords = (/** @type {Watchlist} */ { kind }) => kind === 'keyword' || kind === 'reddit';
/** @param {Watchlist} watchlist */
const keywordNames = ({ keywords }) => keywords.map(({ keyword }) => keyword);
/** @param {Watchlist} watchlist */
const countField = ({ kind }) => (kind === 'people' ? 'profiles_count' : 'companies_count');

/** @param {Watchlist} watchlist */
const identity = ({ id, name, slug, kind }) => ({ id, name, slug, type: kind });

/** @param {Watchlist} watchlist */
function summary(watchlist) {
	const createdAt = new Date(watchlist.createdAt).toISOString();
	if (!hasKeywords(watchlist)) return { ...identity(watchlist), createdAt };
	return {
		...identity(watchlist),
		fetchFreqInHours: watchlist.fetchFreqInHours,
		keywords: keywordNames(watchlist),
		createdAt,
	};
}

/** @param {Watchlist} watchlist */
function full(watchlist) {
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

/** @param {Watchlist} watchlist */
function created(watchlist) {
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

/** @param {FeedPost} entry */
function feedPost({ post, ...entry }) {
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

/** @param {Interaction} interaction */
const interactionView = ({ person, on, ...interaction }) => ({
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

export { summary, full, created, feedPost, interactionView };
