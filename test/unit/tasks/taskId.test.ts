import { taskIdIn } from '../../../nodes/shared/tasks/taskId';

test.each([
	['550e8400-e29b-41d4-a716-446655440000', '550e8400-e29b-41d4-a716-446655440000'],
	['task:7/x', 'task:7/x'],
	[42, '42'],
	[0, '0'],
])('%j is a task id', (api_agent_task_id, id) => {
	expect(taskIdIn({ api_agent_task_id })).toBe(id);
});

test.each([
	undefined,
	null,
	'',
	' ',
	'two words',
	'line\nbreak',
	'x'.repeat(201),
	2 ** 53,
	1.5,
	NaN,
	true,
	{ id: 'x' },
	['x'],
])('%j is none', (api_agent_task_id) => {
	expect(taskIdIn({ api_agent_task_id })).toBeUndefined();
});
