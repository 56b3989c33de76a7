import { taskId } from '../../../shared/input/commonFields';
import { outxId } from '../../../shared/input/outxIds';
import { entityOf } from '../../../shared/output/answers';
import { taskItem } from '../../../shared/output/items';
import { isAbout, taskIn } from '../../../shared/tasks/taskStatus';
import { isObject } from '../../../shared/util/guards';
import { defineOperation } from '../../operation';

export const getTaskStatus = defineOperation({
	name: 'Get Status',
	value: 'getStatus',
	action: 'Get the status of a task',
	description: 'Check a task once, without waiting for it',
	fields: [taskId],
	request: (parameters) => ({
		method: 'GET',
		path: '/linkedin-agent/get-task-status',
		query: { api_agent_task_id: parameters.read('taskId', outxId) },
	}),
	interpret: (body, { query }) => {
		const id = String(query?.api_agent_task_id);
		const task = isObject(body) ? taskIn(body) : {};
		if (typeof task.status !== 'string' || task.status === '') return entityOf('data')({});
		if (!isAbout(task, id)) return { unexpected: 'the status of another task' };
		return { results: [taskItem(id, task.status, task)] };
	},
});
