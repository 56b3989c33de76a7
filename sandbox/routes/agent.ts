import { ApiError, addPath } from './api';
import { operations } from '../agent';
import { taskView } from '../tasks';

/** @typedef {import('../agent/operation').Operation} Operation */
/** @typedef {import('../box').Box} Box */

/** @param {Operation} operation @param {Box} box */
function checkLinkedIn({ path, action }, box) {
	if (action && !box.switches.hasAdmin) {
		throw new ApiError(404, 'No admin user found in the team');
	}
	const quota = box.switches.invitationQuota;
	if (
		path === 'send-connection-request' &&
		quota !== null &&
		box.ledger.acceptedCount('connection_request') >= quota
	) {
		throw new ApiError(429, 'LinkedIn invitation limit reached');
	}
}

/** @param {Operation} operation @param {Record<string, any>} body @param {Box} box */
function createTask(operation, body, box) {
	const read = operation.read(body, box.switches);
	if ('error' in read) throw new ApiError(400, read.error);
	checkLinkedIn(operation, box);
	// Before the task exists, because without a delay it is executed at once.
	const action = operation.action?.(read.input, box.world);
	const task = box.tasks.create(operation.taskType, read.input);
	if (action) box.ledger.accept(action, task.createdAt, task.id);
	return { success: true, api_agent_task_id: task.id, message: operation.message };
}

/** @param {Record<string, any>} query @param {Box} box */
function getTaskStatus({ api_agent_task_id: id }, box) {
	if (typeof id !== 'string' || id.trim() === '') {
		throw new ApiError(400, "Missing or invalid 'api_agent_task_id'");
	}
	const task = box.tasks.find(id);
	if (!task?.readable) throw new ApiError(404, 'Agent task not found');
	return { success: true, data: taskView(task, box.switches) };
}

/** @param {import('./api').App} app @param {Box} box */
function addAgentRoutes(app, box) {
	for (const operation of operations) {
		addPath(app, box, `/linkedin-agent/${operation.path}`, {
			POST: ({ body }) => createTask(operation, body, box),
		});
	}
	addPath(app, box, '/linkedin-agent/get-task-status', {
		GET: ({ query }) => getTaskStatus(query, box),
	});
}

export { addAgentRoutes };
