import { describeTaskFailure, tellAgent } from '../../../nodes/shared/tasks/describeTask';
import type { Failure } from '../../../nodes/shared/api/types';
import type { TaskResult } from '../../../nodes/shared/tasks/waitForTasks';

const ID = '550e8400-e29b-41d4-a716-446655440000';

describe('why a task has no result', () => {
	const describeIt = (more: Partial<TaskResult>, acts = false) =>
		describeTaskFailure(
			{
				id: ID,
				outcome: 'completed',
				status: 'processing',
				task: {},
				waitedMs: 61_400,
				...more,
			},
			acts,
		);
	const error = (more: Partial<TaskResult>, acts = false) => {
		const details = describeIt(more, acts);
		if (!details) throw new Error('The task has a result');
		return { message: details.message, description: details.description ?? '' };
	};

	test('is nothing, when it did', () => {
		expect(describeIt({ outcome: 'completed', status: 'completed' })).toBeUndefined();
	});

	test('is the reason from OutX, on one line, with the task', () => {
		const task = { task_output: { error: 'Recipient\nnot found\u202e' } };
		const { message, description } = error({ outcome: 'failed', status: 'failed', task });
		expect(message).toBe(`OutX could not complete task ${ID}: Recipient not found`);
		expect(description).toMatch(/^Check the URL/);
	});

	test.each([
		['Profile not found', /^Check the URL/],
		['This company does not exist', /^Check the URL/],
		['The recipient is not a first-degree connection', /first-degree connections only/],
		['You are not connected', /first-degree connections only/],
		['You have reached your daily limit', /Wait until tomorrow/],
		['Not logged in to LinkedIn', /^Log in to LinkedIn again/],
		['Session expired', /^Log in to LinkedIn again/],
		['Something odd', /logged in to LinkedIn, then run this item again/],
	])('%s: what to do next', (reason, advice) => {
		const failure = { outcome: 'failed', status: 'failed', task: { task_output: reason } } as const;
		expect(error(failure).description).toMatch(advice);
		// What acts may have acted.
		const { description } = error(failure, true);
		expect(description).toMatch(/Check in OutX or on LinkedIn whether it was done/);
		expect(description).not.toMatch(/then run this item again$/);
	});

	test('is that it takes longer, and how to get the result', () => {
		const { message, description } = error({ outcome: 'pending' });
		expect(message).toBe(
			`OutX accepted this as task ${ID}, which is still processing after 61 seconds`,
		);
		expect(description).toMatch(/OutX Wait for Task.*'Maximum Wait'/);
		expect(error({ outcome: 'pending' }, true).description).toMatch(/^Do not send it again/);
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

	test('is the last check, if that failed', () => {
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
		expect(message).toContain('no longer has it');
	});

	test.each([400, 402, 405, 409, 422])('is not that OutX lost it, when it says %i', (code) => {
		const failure: Failure = {
			kind: 'status',
			status: code,
			text: 'No',
			mayHaveTakenEffect: false,
			transient: false,
		};
		for (const acts of [true, false]) {
			const { message, description } = error({ outcome: 'unknown', failure }, acts);
			expect(message).toMatch(
				`OutX accepted this as task ${ID}, but its result could not be checked`,
			);
			expect(description).toMatch(/Do not create it again$/);
		}
	});

	test('is told to an agent with the reason for which the last check failed', () => {
		const failure: Failure = {
			kind: 'status',
			status: 500,
			text: 'boom',
			mayHaveTakenEffect: false,
			transient: true,
		};
		const pending = {
			id: ID,
			outcome: 'pending',
			status: 'pending',
			task: {},
			waitedMs: 0,
		} as const;
		expect(tellAgent({ ...pending, failure }).message).toMatch(
			/do not start it again\. The last check failed: OutX is having trouble \(500\): boom\./,
		);
		expect(tellAgent(pending).message).not.toContain('last check');
	});
});
