/* One request of each kind against a sandbox that fails, for the tests of what is tried again. */
import type { Fault, Sandbox } from '../../sandbox';
import type { NodeRun } from '../support/engine';
import { createTasks, itemsFor } from './requests';
import type { Stage, StageOptions } from './stage';

export const SEND = { recipient: '={{ $json.urn }}', message: 'Hi' };

export const MAY_HAVE_TAKEN_EFFECT = /It may have taken effect \[item \d+\]$/;

/** The shortest pauses that chance allows: 0.5, 1, 2 and 4 seconds. */
export function useShortestPauses(): void {
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
}

type Rows = Record<string, Fault>;

export const allAs = <Value>(rows: Rows, value: Value) =>
	Object.fromEntries(Object.keys(rows).map((name) => [name, value]));

export class Retrying {
	constructor(private readonly stage: Stage) {}

	/** Runs something against each of these faults at the same time: most of the time is pauses. */
	async against<Outcome>(
		rows: Rows,
		run: (sandbox: Sandbox, ids: string[]) => Promise<Outcome>,
	): Promise<Record<string, Outcome>> {
		return await this.stage.together(rows, async (sandbox, fault) => {
			const ids = await createTasks(sandbox, 1);
			sandbox.set({ faults: [fault] });
			return await run(sandbox, ids);
		});
	}

	async getStatus(sandbox: Sandbox, ids: string[]): Promise<NodeRun> {
		return await this.stage.outx('task.getStatus', {}, { items: itemsFor(ids), sandbox });
	}

	async sendOne(options?: StageOptions): Promise<NodeRun> {
		const items = this.stage.connections(1);
		return await this.stage.outx('message.send', SEND, { items, ...options });
	}
}
