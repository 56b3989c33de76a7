import { describeTaskFailure } from '../../../nodes/Outx/execute/describeTask';
import type { Failure } from '../../../nodes/shared/api/types';
import type { TaskResult } from '../../../nodes/shared/tasks/waitForTasks';

const ID = '550e8400-e29b-41d4-a716-446655440000';

describe('why a task brought nothing', () => {
	const describe = (more: Partial<TaskResult>) =>
		describeTaskFailure({
			id: ID,
			outcome: 'completed',
			status: 'processing',
			task: {},
			waitedMs: 61_400,
			...more,
		});
	const error = (more: Partial<TaskResult>) => {
		const details = describe(more);
		if (!details) throw new Error('The task has a result');
		return { message: details.message, description: details.description ?? '' };
	};

	test('is nothing, when it did', () => {
		expect(describe({ outcome: 'completed', status: 'completed' })).toBeUndefined();
	});

	test('is the reason that OutX gives, on one line', () => {
		const task = { task_output: { error: 'Recipient\nnot found\u202e' } };
		const { message, description } = error({ outcome: 'failed', status: 'failed', task });
		expect(message).toMatch(/: Recipient not found$/);
		expect(description).toContain(ID);
	});

	test('is that it takes longer, and that it must not be created again', () => {
		const { message, description } = error({ outcome: 'pending' });
		expect(message).toBe(`Task ${ID} is still processing after 61 seconds`);
		expect(description).toMatch(/do not create it again.*'Maximum Wait'.*OutX Wait for Task/);
	});

	test('has the status as a word, whatever the API sends', () => {
		const status = `stuck\n\u202e${'x'.repeat(500)}`;
		for (const outcome of ['pending', 'failed'] as const) {
			const { message, description } = error({ outcome, status });
			expect(message + description).toContain('stuck xxx');
			expect(message.length).toBeLessThan(400);
			expect(message + description).not.toMatch(/[\n\u202e]/);
		}
	});

	test('is the last look, when that brought nothing', () => {
		const failure: Failure = {
			kind: 'network',
			text: 'ECONNRESET',
			mayHaveTakenEffect: false,
			transient: true,
		};
		expect(error({ outcome: 'pending', failure }).message).toMatch(/still.*could not be reached/);
	});

	test('is that OutX does not know it', () => {
		const failure: Failure = {
			kind: 'status',
			status: 404,
			text: 'Agent task not found',
			mayHaveTakenEffect: false,
			transient: false,
		};
		const { message } = error({ outcome: 'unknown', failure });
		expect(message).toContain('Agent task not found');
		expect(message).toContain(ID);
	});
});
