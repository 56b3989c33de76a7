import { ApiError, addPath } from './api';
import { onPost } from '../agent/posts';
import { activityUrn } from '../world/identifiers';
import { MEMBERS } from './team';

/**
 * @typedef {import('../box').Box} Box
 * @typedef {Record<string, any>} Body
 */

const isMissing = (/** @type {unknown} */ value) =>
	typeof value !== 'string' || value.trim() === '';

/** Who acts: a member of the team, or a company page. @param {Body} body */
function readActor({ user_email: email, actor_type: type = 'user', company_title: title }) {
	if (type !== 'user' && type !== 'company') {
		throw new ApiError(400, "Invalid actor_type. Must be 'user' or 'company'");
	}
	if (type === 'company' && isMissing(title)) {
		throw new ApiError(400, "company_title is required when actor_type is 'company'");
	}
	if (!MEMBERS.some((member) => member.email === email)) {
		throw new ApiError(404, 'User not found in the team');
	}
	return type === 'company' ? title : email;
}

/** @param {Body} body */
function readComment({ comment_text: text }) {
	if (typeof text !== 'string') throw new ApiError(400, 'Missing required parameter: comment_text');
	if (text.trim() === '') throw new ApiError(400, 'comment_text cannot be empty');
	return text;
}

/** @param {'like' | 'comment'} kind @param {Body} body @param {Box} box */
function engage(kind, body, box) {
	for (const name of ['post_id', 'user_email']) {
		if (isMissing(body[name])) throw new ApiError(400, `Missing required parameter: ${name}`);
	}
	const text = kind === 'comment' ? readComment(body) : null;
	const actor = readActor(body);
	const entry = box.watchlists.findPost(body.post_id);
	if (!entry) throw new ApiError(404, 'Post not found');
	if (entry.source === 'reddit') {
		throw new ApiError(400, `Post does not support ${kind} functionality (missing social_urn)`);
	}
	const social_urn = activityUrn(entry.post.id);
	const action = onPost(kind, social_urn, text, box.world, actor);
	// Nothing reads this task's id: get-task-status does not know it.
	const task = box.tasks.create(
		`watchlist_${kind}`,
		{ social_urn, comment_text: text, actor },
		false,
	);
	box.ledger.accept(action, task.createdAt, task.id);
	entry.interacted = true;
	const message = `${kind === 'like' ? 'Like' : 'Comment'} task created successfully`;
	return { success: true, message, task_id: task.id };
}

/** @param {import('./api').App} app @param {Box} box */
function addEngageRoutes(app, box) {
	addPath(app, box, '/api-like', { POST: ({ body }) => engage('like', body, box) });
	addPath(app, box, '/api-comment', { POST: ({ body }) => engage('comment', body, box) });
}

export { addEngageRoutes };
