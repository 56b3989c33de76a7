import type { FastifyInstance } from 'fastify';
import { operations } from '../agent';
import type { Job, Operation } from '../agent/operation';
import { ApiError, missing } from '../apiError';
import { DAILY_LIMIT_REACHED, isOverDailyLimit } from '../dailyLimit';
import { isText } from '../json';
import type { Query, State } from '../state';
import { taskView } from '../tasks';
import { addPath, type Call } from './api';

function checkLinkedIn({ action }: Job, { ledger, switches, clock }: State) {
	if (!action) return;
	if (!switches.hasAdmin) throw new ApiError(404, 'No admin user found in the team');
	const quota = switches.invitationQuota;
	if (
		action.kind === 'connection_request' &&
		quota !== null &&
		ledger.acceptedCount('connection_request') >= quota
	) {
		throw new ApiError(429, 'LinkedIn invitation limit reached');
	}
	const today = ledger.acceptedOn(clock.now(), action.kind);
	if (isOverDailyLimit('answer', action.kind, today, switches)) {
		throw new ApiError(429, DAILY_LIMIT_REACHED);
	}
}

function createTask(operation: Operation, { body, fault }: Call, state: State) {
	const job = operation.read(body, state);
	checkLinkedIn(job, state);
	const task = state.tasks.create(job, { fault });
	if (job.action) state.ledger.accept(job.action, task.createdAt, task.id);
	// An odd id is a number where a number was wanted.
	const isNumber = fault?.kind === 'taskId' && typeof fault.id === 'number';
	const api_agent_task_id = isNumber ? Number(task.id) : task.id;
	return { success: true, api_agent_task_id, message: operation.message };
}

function getTaskStatus({ api_agent_task_id: id }: Query, { tasks, switches }: State) {
	if (!isText(id)) throw missing('api_agent_task_id');
	const task = tasks.find(id);
	if (!task?.readable) throw new ApiError(404, 'Agent task not found');
	return { success: true, data: taskView(task, switches) };
}

export function addAgentRoutes(app: FastifyInstance, state: State) {
	for (const operation of operations) {
		addPath(app, state, `/linkedin-agent/${operation.path}`, {
			POST: (call) => createTask(operation, call, state),
		});
	}
	addPath(app, state, '/linkedin-agent/get-task-status', {
		GET: ({ query }) => getTaskStatus(query, state),
	});
}
