import type { Execution } from '../n8n/answers';
import { isOver, itemsOf } from '../n8n/workflows';

/** What n8n says became of an ask. */
export interface Statement {
	/**
	 * Done is what OutX accepted. Nothing is said where no execution ended, or where one ended well without an item; where
	 * a worker died, n8n ends an execution without data.
	 */
	said: 'done' | 'perhaps' | 'not done' | 'ended without data' | 'nothing';
	/** In n8n's own words. */
	words?: string;
}

export interface Account extends Statement {
	ask: string;
	/** How often OutX accepted it. */
	times: number;
}

const MAY_BE_DONE = /\bmay (already )?have\b|\baccepted\b/i;

/** What n8n says of an execution whose worker died. Of the node it says nothing, so neither does it of the send. */
const WORKER_DIED =
	/^(?:Workflow did not finish|Node crashed|This execution failed to be processed too many times)\b/;

const saidByError = (words: string): Statement => ({
	said: MAY_BE_DONE.test(words) ? 'perhaps' : 'not done',
	words,
});

function saidByItem(item: Record<string, unknown>): Statement {
	if (typeof item.error === 'string') return saidByError(item.error);
	if (item.status === 'already_attempted') {
		return { said: item.outcome === 'created' ? 'done' : 'perhaps' };
	}
	if (item.status === 'perhaps_contacted') return { said: 'perhaps' };
	return { said: item.skipped === true ? 'not done' : 'done' };
}

/** What an execution says in the output of its last node, or in its error. */
export function saidBy(execution: Execution | undefined, lastNode: string): Statement {
	if (execution === undefined || !isOver(execution)) return { said: 'nothing' };
	const { error } = execution.data?.resultData ?? {};
	if (error && WORKER_DIED.test(error.message)) {
		return { said: 'ended without data', words: error.message };
	}
	if (error) return saidByError([error.message, error.description].filter(Boolean).join('. '));
	const item = itemsOf(execution, lastNode).at(0);
	if (item) return saidByItem(item);
	return { said: execution.status === 'success' ? 'nothing' : 'ended without data' };
}

/** Ids differ from message to message. */
const withoutIds = (words: string) => words.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|drill-\S+/g, '…');

function countWords(accounts: Account[]) {
	const counts = new Map<string, number>();
	for (const { words = '' } of accounts) {
		const same = withoutIds(words);
		counts.set(same, (counts.get(same) ?? 0) + 1);
	}
	return [...counts].sort(([, one], [, other]) => other - one);
}

/** Everything that was asked for, held against what OutX did. */
export function reconcile(accounts: Account[]) {
	const names = (test: (account: Account) => boolean) =>
		accounts.filter(test).map(({ ask }) => ask);
	const once = (said: Statement['said']) => names((each) => each.times === 1 && each.said === said);
	return {
		asked: accounts.length,
		once: names(({ times }) => times === 1),
		onceAndSaidSo: once('done'),
		onceAndSaidPerhaps: once('perhaps'),
		onceAndSaidNot: once('not done'),
		/** How often n8n said so of something that was done. */
		saidNot: countWords(accounts.filter(({ times, said }) => times === 1 && said === 'not done')),
		onceWithoutData: once('ended without data'),
		twice: names(({ times }) => times > 1),
		saidDoneAndNotDone: names(({ times, said }) => times === 0 && said === 'done'),
		notDoneAndSaidSo: names(
			({ times, said }) => times === 0 && said !== 'done' && said !== 'nothing',
		),
		unaccounted: names(({ said }) => said === 'nothing'),
	};
}

export type Reconciliation = ReturnType<typeof reconcile>;

export const isClean = ({ twice, saidDoneAndNotDone, unaccounted }: Reconciliation) =>
	[twice, saidDoneAndNotDone, unaccounted].every(({ length }) => length === 0);

export function describe(result: Reconciliation) {
	const row = (what: string, asks: string[], remark = '') =>
		[what.padEnd(24), String(asks.length).padStart(6), remark].join('  ').trimEnd();
	const some = (asks: string[]) => asks.slice(0, 10).join(', ');
	const said = [
		`said so ${result.onceAndSaidSo.length}`,
		`said it may have been ${result.onceAndSaidPerhaps.length}`,
		`said it was not ${result.onceAndSaidNot.length}`,
		`ended without data ${result.onceWithoutData.length}`,
	].join(', ');
	return [
		`${'asked'.padEnd(24)}  ${String(result.asked).padStart(6)}`,
		row('done once', result.once, said),
		row('not done, and said so', result.notDoneAndSaidSo),
		row('done twice', result.twice, some(result.twice)),
		row('said done and not done', result.saidDoneAndNotDone, some(result.saidDoneAndNotDone)),
		row('unaccounted', result.unaccounted, some(result.unaccounted)),
		...result.saidNot.map(
			([words, count]) => `  ${count} times, of something that was done: ${words}`,
		),
	].join('\n');
}
