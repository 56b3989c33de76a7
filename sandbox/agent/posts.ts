import { TaskFailure, isText, missing } from './operation';

/** @typedef {import('../world').World} World */

/**
 * @param {'like' | 'comment'} kind
 * @param {unknown} urn
 * @param {string | null} text
 * @param {World} world
 * @param {string} [actor]
 * @returns {import('../ledger').Action}
 */
function onPost(kind, urn, text, world, actor) {
	const author = world.postByUrn(urn)?.author;
	return {
		kind,
		recipient: author ? (author.kind === 'person' ? author.id : author.urn) : null,
		name: author?.name ?? null,
		profile_url: author?.url ?? null,
		text,
		social_urn: String(urn),
		...(actor === undefined ? {} : { actor }),
	};
}

/** @param {unknown} urn @param {World} world */
function findPost(urn, world) {
	const post = world.postByUrn(urn);
	if (!post) throw new TaskFailure(`Post not found: ${urn}`);
	return post;
}

/** @type {import('./operation').Operation} */
const likePost = {
	path: 'like-post',
	taskType: 'agent_like_post',
	message: 'Like post task created successfully',
	read: ({ social_urn }) =>
		isText(social_urn) ? { input: { social_urn } } : missing('social_urn'),
	action: ({ social_urn }, world) => onPost('like', social_urn, null, world),
	run({ social_urn, actor }, { world, record }) {
		findPost(social_urn, world).likes += 1;
		record(onPost('like', social_urn, null, world, actor));
		return { liked: true };
	},
};

/** @type {import('./operation').Operation} */
const commentPost = {
	path: 'comment-post',
	taskType: 'agent_comment_post',
	message: 'Comment post task created successfully',
	read({ social_urn, comment_text }) {
		if (!isText(social_urn)) return missing('social_urn');
		if (!isText(comment_text)) return missing('comment_text');
		return { input: { social_urn, comment_text } };
	},
	action: ({ social_urn, comment_text }, world) =>
		onPost('comment', social_urn, comment_text, world),
	run({ social_urn, comment_text, actor }, { world, record }) {
		findPost(social_urn, world).comments += 1;
		record(onPost('comment', social_urn, comment_text, world, actor));
		return { commented: true };
	},
};

export { likePost, commentPost, onPost };
