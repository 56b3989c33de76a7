import type { IExecuteFunctions } from 'n8n-workflow';

import type { Attempts } from '../../shared/sendOnce/attempts';
import type { Limit } from '../../shared/sendOnce/limits';
import type { Scope } from '../../shared/sendOnce/marksRow';
import type { WaitLimits } from '../../shared/tasks/waitForTasks';
import type { Operation } from '../operation';

/** One execution of the node: what every stage needs to know. */
export interface Run {
	context: IExecuteFunctions;
	operation: Operation;
	settings: RunSettings;
	/** What earlier attempts in this execution have done. */
	attempts: Attempts;
}

/** Options that apply to all items, taken from the first. */
export interface RunSettings {
	wait: boolean;
	waitLimits: WaitLimits;
	concurrency: number;
	delayMs: [from: number, to: number];
	oncePerRecipient: Scope | undefined;
	limits: Limit[];
}
