import { taskId } from '../../../shared/input/commonFields';
import { outxId } from '../../../shared/input/identifiers';
import { taskItem } from '../../../shared/output/items';
import { taskIn } from '../../../shared/tasks/taskStatus';
import type { Operation } from '../../operation';

export const getStatus: Operation = {
	name: 'Get Status',
	value: 'getStatus',
	action: 'Get the status of a task',
	description: 'Look once at a task, without waiting for it',
	fields: [taskId],
	request: (parameters) => ({
		method: 'GET',
		path: '/linkedin-agent/get-task-status',
		query: { api_agent_task_id: outxId(parameters.text('taskId'), parameters.label('taskId')) },
	}),
	results: (body, { query }) => {
		const task = taskIn(body);
		return [taskItem(String(query?.api_agent_task_id), String(task.status ?? ''), task)];
	},
};
