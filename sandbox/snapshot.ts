import type { Ledger, RecipientCounts } from './ledger';
import { isObject, isText } from './json';
import type { State } from './state';
import type { Task } from './tasks';

const MOST = 60;

/** What a task is about, in a few words. */
function aboutTask({ status, input, output, action }: Task) {
	if (status !== 'completed' && isObject(output) && isText(output.error)) return output.error;
	if (action?.name && !action.social_urn) return action.name;
	const { profile_urns: urns, start, count } = input;
	if (Array.isArray(urns)) return `${urns.length} people`;
	if (typeof start === 'number') return `from ${start}, ${Number(count)} people`;
	const { profile_slug, company_slug, social_urn, keywords } = input;
	return [profile_slug, company_slug, social_urn, keywords].find(isText) ?? '';
}

const some = (count: number, one: string, many = `${one}s`) =>
	count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/** How often the same thing was accepted: a like and a comment are no duplicate, two messages are. */
const repeats = ({ created_by_kind }: RecipientCounts) =>
	Math.max(1, ...Object.values(created_by_kind));

/** Those contacted most often first. */
const contacted = (ledger: Ledger) =>
	Object.entries(ledger.by_recipient)
		.sort(([, a], [, b]) => repeats(b) - repeats(a) || b.created - a.created)
		.slice(0, MOST)
		.map(([id, counts]) => ({
			name: counts.name ?? id,
			often: repeats(counts),
			detail: [
				...some(counts.messages, 'message'),
				...some(counts.connection_requests, 'request'),
				...some(counts.invitations, 'invitation'),
				...some(counts.likes, 'like'),
				...some(counts.comments, 'comment'),
				...some(counts.withdrawals, 'withdrawal'),
				...some(counts.acceptances + counts.declines, 'answer'),
				...some(counts.created - counts.total, 'waiting or failed', 'waiting or failed'),
			].join(', '),
		}));

/** Newest first, over all kinds. */
const latestDone = (ledger: Ledger) =>
	ledger
		.lists()
		.flatMap((list) => list.slice(-MOST))
		.sort((a, b) => b.at.localeCompare(a.at))
		.slice(0, MOST)
		.map((entry) => ({ ...entry, name: entry.name ?? entry.recipient ?? '' }));

/** What the live page shows. */
export function snapshot(state: State) {
	const { clock, invitations, ledger, requests, seed, switches, tasks, world } = state;
	const all = tasks.list();
	const { pending, processing } = tasks.counts();
	const ended = all.filter((task) => task.endedAt !== null);
	const failed = ended.filter((task) => task.status !== 'completed').length;
	const done = ledger.lists().reduce((sum, list) => sum + list.length, 0);
	const twice = Object.values(ledger.by_recipient).filter((counts) => repeats(counts) > 1);

	return {
		now: new Date(clock.now()).toISOString(),
		/** Another text when other people are there, or somebody connected. */
		people: `${seed}/${world.connections.length}`,
		switches,
		numbers: [
			['tasks waiting', pending, false],
			['running', processing, false],
			['completed', ended.length - failed, false],
			['failed', failed, failed > 0],
			['really done', done, false],
			['contacted again', twice.length, twice.length > 0],
			['invitations waiting', invitations.list().length, false],
			['connections', world.connections.length, false],
			['API requests', requests.length, false],
		],
		tasks: all
			.slice(-MOST)
			.reverse()
			.map((task) => ({
				id: task.id,
				type: task.type,
				status: task.status,
				about: aboutTask(task),
				created_at: new Date(task.createdAt).toISOString(),
			})),
		contacted: contacted(ledger),
		ledger: latestDone(ledger),
		requests: requests
			.slice(-MOST)
			.reverse()
			.map(({ at, method, path, status }) => ({ at, method, path, status })),
	};
}
