import { missing } from '../apiError';
import { isText } from '../json';
import type { Action } from '../ledger';
import type { World } from '../world';
import { TaskFailure, type Job, type Operation } from './operation';

interface Engagement {
	kind: 'like' | 'comment';
	social_urn: string;
	text: string | null;
	/** Set where the caller can select the actor. */
	actor?: string;
}

function actionOn({ kind, social_urn, text, actor }: Engagement, world: World): Action {
	const author = world.postByUrn(social_urn)?.author;
	return {
		kind,
		recipient: author ? (author.kind === 'person' ? author.id : author.urn) : null,
		name: author?.name ?? null,
		profile_url: author?.url ?? null,
		text,
		social_urn,
		...(actor === undefined ? {} : { actor }),
	};
}

/** Likes or comments, in the way of both APIs. */
export const engage = (
	type: string,
	engagement: Engagement,
	world: World,
): Required<Pick<Job, 'action'>> & Job => ({
	type,
	input: {
		social_urn: engagement.social_urn,
		...(engagement.kind === 'comment' ? { comment_text: engagement.text } : {}),
		...(engagement.actor === undefined ? {} : { actor: engagement.actor }),
	},
	action: actionOn(engagement, world),
	run() {
		const post = world.postByUrn(engagement.social_urn);
		if (!post) throw new TaskFailure(`Post not found: ${engagement.social_urn}`);
		if (engagement.kind === 'like') {
			post.likes += 1;
			return { liked: true };
		}
		post.comments += 1;
		return { commented: true };
	},
});

export const likePost: Operation = {
	path: 'like-post',
	message: 'Like post task created successfully',
	read({ social_urn }, { world }) {
		if (!isText(social_urn)) throw missing('social_urn');
		return engage('agent_like_post', { kind: 'like', social_urn, text: null }, world);
	},
};

export const commentPost: Operation = {
	path: 'comment-post',
	message: 'Comment post task created successfully',
	read({ social_urn, comment_text: text }, { world }) {
		if (!isText(social_urn)) throw missing('social_urn');
		if (!isText(text)) throw missing('comment_text');
		return engage('agent_comment_post', { kind: 'comment', social_urn, text }, world);
	},
};
