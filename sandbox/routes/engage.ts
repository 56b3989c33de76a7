import type { FastifyInstance } from 'fastify';
import { engage } from '../agent/posts';
import { ApiError } from '../apiError';
import { isText, type JsonObject } from '../json';
import type { State } from '../state';
import { activityUrn } from '../world/identifiers';
import { addPath } from './api';
import { MEMBERS } from './team';

/** A member of the team, or a company page. */
function readActor(email: string, { actor_type: type = 'user', company_title: title }: JsonObject) {
	if (type !== 'user' && type !== 'company') {
		throw new ApiError(400, "Invalid actor_type. Must be 'user' or 'company'");
	}
	if (type === 'company' && !isText(title)) {
		throw new ApiError(400, "company_title is required when actor_type is 'company'");
	}
	if (!MEMBERS.some((member) => member.email === email)) {
		throw new ApiError(404, 'User not found in the team');
	}
	return type === 'company' && isText(title) ? title : email;
}

function readComment({ comment_text: text }: JsonObject) {
	if (typeof text !== 'string') throw new ApiError(400, 'Missing required parameter: comment_text');
	if (text.trim() === '') throw new ApiError(400, 'comment_text cannot be empty');
	return text;
}

function engagePost(kind: 'like' | 'comment', body: JsonObject, state: State) {
	const { post_id: id, user_email: email } = body;
	if (!isText(id)) throw new ApiError(400, 'Missing required parameter: post_id');
	if (!isText(email)) throw new ApiError(400, 'Missing required parameter: user_email');
	const text = kind === 'comment' ? readComment(body) : null;
	const actor = readActor(email, body);
	const entry = state.watchlists.findPost(id);
	if (!entry) throw new ApiError(404, 'Post not found');
	if (entry.source === 'reddit') {
		throw new ApiError(400, `Post does not support ${kind} functionality (missing social_urn)`);
	}
	const social_urn = activityUrn(entry.post.id);
	const job = engage(`watchlist_${kind}`, { kind, social_urn, text, actor }, state.world);
	// Nothing reads this task's id: get-task-status does not know it.
	const task = state.tasks.create(job, { readable: false });
	state.ledger.accept(job.action, task.createdAt, task.id);
	entry.interacted = true;
	const message = `${kind === 'like' ? 'Like' : 'Comment'} task created successfully`;
	return { success: true, message, task_id: task.id };
}

export function addEngageRoutes(app: FastifyInstance, state: State) {
	addPath(app, state, '/api-like', { POST: ({ body }) => engagePost('like', body, state) });
	addPath(app, state, '/api-comment', { POST: ({ body }) => engagePost('comment', body, state) });
}
