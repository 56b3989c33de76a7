import type { Action } from '../ledger';
import type { Outcome } from '../tasks';
import type { Switches } from '../switches';
import { fetchCompany, fetchCompanyPosts } from './companies';
import { fetchConnections, sendConnectionRequest, sendMessage } from './connections';
import { TaskFailure, type Job, type Operation } from './operation';
import { likePost, commentPost } from './posts';
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
	rule: Switches['failTasks'];
	/** How many jobs the rule has met, this one included. */
	count: () => number;
	/** Writes to the ledger: this really happened. */
	record: (action: Action) => void;
}

/** Runs a job the way the extension would. */
export function runJob(job: Job, { rule, count, record }: Run): Outcome {
	const applies = rule !== null && (!rule.type || rule.type === job.type);
	if (applies && count() % (rule.everyNth ?? 1) === 0) {
		return {
			status: rule.status ?? 'failed',
			output: rule.output === undefined ? DEFAULT_FAILURE : rule.output,
		};
	}
	try {
		const output = job.run();
		if (job.action) record(job.action);
		return { status: 'completed', output };
	} catch (error) {
		if (!(error instanceof TaskFailure)) throw error;
		return { status: 'failed', output: { error: error.message } };
	}
}
