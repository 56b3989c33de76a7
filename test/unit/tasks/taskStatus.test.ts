import { isAbout, progressOf } from '../../../nodes/shared/tasks/taskStatus';

const FINAL = {
	completed: 'completed',
	failed: 'failed',
	error: 'failed',
	cancelled: 'failed',
	canceled: 'failed',
	expired: 'failed',
};

test.each(Object.entries(FINAL))('%s is final: %s', (word, progress) => {
	expect(progressOf(word)).toBe(progress);
	expect(progressOf(word.toUpperCase())).toBe(progress);
	expect(progressOf(`${word[0].toUpperCase()}${word.slice(1)}`)).toBe(progress);
	expect(progressOf(` ${word}\n`)).toBe(progress);
});

test.each([
	...['pending', 'processing', 'queued', 'running', 'in_progress', 'retrying', 'paused'],
	...['complete', 'done', 'success', 'succeeded', 'fail', 'failure', 'errors', 'cancel', 'timeout'],
	...['not completed', 'completed?', 'completed_with_errors', 'constructor', '__proto__', ''],
])('an undocumented word is still running: %j', (word) => {
	expect(progressOf(word)).toBe('running');
});

test.each([
	['undefined', undefined],
	['null', null],
	['a number', 1],
	['a flag', true],
	['an object', {}],
	['a list', []],
	['a list of a final word', ['completed']],
	['an object with a final word', { status: 'completed' }],
])('what is not a word is still running: %s', (_, value) => {
	expect(progressOf(value)).toBe('running');
});

const ID = '550e8400-e29b-41d4-a716-446655440000';

test.each([
	['the same id', { id: ID }, true],
	['the same id in capitals', { id: ID.toUpperCase() }, true],
	['no id', { status: 'completed' }, true],
	['an id that is none', { id: null }, true],
	['another id', { id: '550e8400-e29b-41d4-a716-446655440001' }, false],
	['another id under the long name', { api_agent_task_id: 'other' }, false],
	['a number', { id: 7 }, false],
])('whether an answer is about the task: %s', (_, task, expected) => {
	expect(isAbout(task, ID)).toBe(expected);
});
