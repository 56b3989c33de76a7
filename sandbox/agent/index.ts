import companies from './companies';
import connections from './connections';
import { TaskFailure } from './operation';
import { likePost, commentPost } from './posts';
import profiles from './profiles';

/** @typedef {import('./operation').Operation} Operation */

/** @type {Operation[]} */
const operations = [...connections, ...profiles, ...companies, likePost, commentPost];

/** @type {Map<string, Operation>} */
const byType = new Map(operations.map((operation) => [operation.taskType, operation]));
byType.set('watchlist_like', likePost).set('watchlist_comment', commentPost);

const DEFAULT_FAILURE = { error: 'The extension could not finish this task' };

/**
 * Whether `failTasks` hits this task.
 * @param {import('../switches').Switches['failTasks']} rule
 * @param {string} type
 * @param {() => number} count how many tasks the rule has looked at, this one included
 */
function isMadeToFail(rule, type, count) {
	if (!rule || (rule.type && rule.type !== type)) return false;
	return count() % (rule.everyNth ?? 1) === 0;
}

/**
 * Runs a task the way the extension would.
 * @param {import('../tasks').Task} task
 * @param {import('./operation').Scene & { countFailable: () => number }} scene
 * @returns {import('../tasks').Outcome}
 */
function runTask(task, scene) {
	const rule = scene.switches.failTasks;
	if (rule && isMadeToFail(rule, task.type, scene.countFailable)) {
		return {
			status: rule.status ?? 'failed',
			output: rule.output === undefined ? DEFAULT_FAILURE : rule.output,
		};
	}
	try {
		const operation = /** @type {Operation} */ byType.get(task.type);
		return { status: 'completed', output: operation.run(task.input, scene) };
	} catch (error) {
		if (!(error instanceof TaskFailure)) throw error;
		return { status: 'failed', output: { error: error.message } };
	}
}

export { operations, runTask };
