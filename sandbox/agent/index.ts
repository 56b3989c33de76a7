import { DAILY_LIMIT_REACHED, isOverDailyLimit } from '../dailyLimit';
import type { Ledger } from '../ledger';
import type { Outcome, Task } from '../tasks';
import type { Switches } from '../switches';
import { fetchCompany, fetchCompanyPosts } from './companies';
import { fetchConnections, sendConnectionRequest, sendMessage } from './connections';
import { TaskFailure, type Operation } from './operation';
import { likePost, commentPost } from './posts';
import { spoilOutput } from './spoiltOutput';
import { fetchPosts, fetchProfile, searchProfiles } from './profiles';

export const operations: Operation[] = [
	fetchConnections,
	sendConnectionRequest,
	sendMessage,
	fetchProfile,
	fetchPosts,
	searchProfiles,
	fetchCompany,
	fetchCompanyPosts,
	likePost,
	commentPost,
];

const DEFAULT_FAILURE = { error: 'The extension could not finish this task' };

interface Run {
	switches: Switches;
	ledger: Ledger;
	/** The simulated moment at which it happens. */
	at: number;
	/** How many tasks `failTasks` has met, this one included. */
	count: () => number;
}

function act({ action, run, id, fault }: Task, { switches, ledger, at }: Run) {
	if (action && isOverDailyLimit('task', action.kind, ledger.doneOn(at, action.kind), switches)) {
		throw new TaskFailure(DAILY_LIMIT_REACHED);
	}
	const output = run(at);
	if (action) ledger.record(action, at, id);
	return spoilOutput(fault, output);
}

/** Performs a task as the extension would. */
export function runTask(task: Task, run: Run): Outcome {
	const rule = run.switches.failTasks;
	const applies = rule !== null && (!rule.type || rule.type === task.type);
	if (applies && run.count() % (rule.everyNth ?? 1) === 0) {
		return {
			status: rule.status ?? 'failed',
			output: rule.output === undefined ? DEFAULT_FAILURE : rule.output,
		};
	}
	const { fault } = task;
	if (fault?.kind === 'taskOutput' && fault.effect === false) {
		return { status: 'completed', output: fault.output };
	}
	try {
		return { status: 'completed', output: act(task, run) };
	} catch (error) {
		if (!(error instanceof TaskFailure)) throw error;
		return { status: 'failed', output: { error: error.message } };
	}
}
