/* Waiting for tasks that take their time, for the tests of the wait. */
import type { INodeParameters } from 'n8n-workflow';

import type { Fault, Sandbox } from '../../sandbox';
import type { NodeRun } from '../support/engine';
import { present } from '../support/json';
import { createTasks, itemsFor, polls } from './requests';
import type { Stage, StageOptions } from './stage';

export const STATUS = '/linkedin-agent/get-task-status';
export const [COMPLETED, FAILED, STILL_PENDING, SKIPPED] = [0, 1, 2, 3];

/** How many items left by Completed, Failed and Still Pending. */
export const sizes = (run: NodeRun) =>
	[0, 1, 2, 3].map((output) => run.data('Node', output).length);

/** So many tasks that take the same time. */
export const times = (count: number, ms: number) => Array.from({ length: count }, () => ms);

/** Milliseconds between the end of a task and the request that noticed it. */
export function lateness(sandbox: Sandbox, id: string): number {
	const asked = polls(sandbox).filter(({ query }) => query.api_agent_task_id === id);
	return present(asked.at(-1)).at - present(present(sandbox.tasks.find(id)).endedAt);
}

export class Waiting {
	constructor(private readonly stage: Stage) {}

	async wait(
		ids: readonly string[],
		parameters: INodeParameters = {},
		options: StageOptions = {},
	): Promise<NodeRun> {
		return await this.stage.waitForTask(
			{ maximumWait: 10, simplify: false, ...parameters },
			{ items: itemsFor(ids), ...options },
		);
	}

	/** Lets checks of a task fail. */
	fault(fault: Fault): void {
		this.stage.sandbox.set({ faults: [{ path: STATUS, ...fault }] });
	}

	/** Tasks that take so many milliseconds each, all at the same time, from now on. */
	async tasksOf(durations: readonly number[], sandbox = this.stage.sandbox): Promise<string[]> {
		const longest = Math.max(...durations);
		sandbox.set({ extension: 'asleep', oneAtATime: false, taskDelayMs: [0, longest] });
		const ids = await createTasks(sandbox, durations.length);
		for (const [index, id] of ids.entries()) {
			present(sandbox.tasks.find(id)).luck = durations[index] / longest;
		}
		sandbox.set({ extension: 'online' });
		return ids;
	}
}
