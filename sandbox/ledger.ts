import { dayOf } from './clock';

const LISTS = {
	message: 'messages',
	connection_request: 'connection_requests',
	like: 'likes',
	comment: 'comments',
	invitation: 'invitations',
	withdrawal: 'withdrawals',
	acceptance: 'acceptances',
	decline: 'declines',
} as const;

export type ActionKind = keyof typeof LISTS;
export type LedgerList = (typeof LISTS)[ActionKind];

export interface Action {
	kind: ActionKind;
	/** Bare member id, or the URN of a company. */
	recipient: string | null;
	name: string | null;
	profile_url: string | null;
	text: string | null;
	social_urn?: string;
	/** Set where the caller can select the actor. */
	actor?: string;
	invitation_id?: string;
}

export interface LedgerEntry extends Action {
	at: string;
	task_id: string | null;
}

/** How often something was done, and under `created` how often it was accepted. */
export interface Counts extends Record<LedgerList, number> {
	created: number;
	created_by_kind: Partial<Record<ActionKind, number>>;
	total: number;
}

export interface RecipientCounts extends Counts {
	name: string | null;
	profile_url: string | null;
}

export type Ledger = ReturnType<typeof createLedger>;

const MAX_ENTRIES = 50_000;

function append(list: LedgerEntry[], entry: LedgerEntry) {
	list.push(entry);
	if (list.length > MAX_ENTRIES * 1.1) list.splice(0, list.length - MAX_ENTRIES);
}

/** Its keys come from elsewhere and may be any word, `__proto__` included. */
function bareRecord<Value>(): Record<string, Value> {
	const record: Record<string, Value> = {};
	Object.setPrototypeOf(record, null);
	return record;
}

/** The value of this key, created if there is none. */
function valueOf<Value>(record: Record<string, Value>, key: string, make: () => Value) {
	if (!Object.hasOwn(record, key)) record[key] = make();
	return record[key];
}

const noCounts = (): Counts => ({
	created: 0,
	created_by_kind: {},
	total: 0,
	messages: 0,
	connection_requests: 0,
	likes: 0,
	comments: 0,
	invitations: 0,
	withdrawals: 0,
	acceptances: 0,
	declines: 0,
});

/**
 * Everything that really happened on the simulated LinkedIn and, separately, everything that was accepted:
 * a duplicate is visible in `created` while its task is still waiting.
 */
export function createLedger() {
	const done: Record<LedgerList, LedgerEntry[]> = {
		messages: [],
		connection_requests: [],
		likes: [],
		comments: [],
		invitations: [],
		withdrawals: [],
		acceptances: [],
		declines: [],
	};
	const created: LedgerEntry[] = [];
	const byRecipient = bareRecord<RecipientCounts>();
	const byPost = bareRecord<{ likes: number; comments: number }>();
	const byDay = bareRecord<Counts>();
	const accepted: Partial<Record<ActionKind, number>> = {};

	const onDay = (time: number) => {
		const day = dayOf(time);
		return Object.hasOwn(byDay, day) ? byDay[day] : noCounts();
	};

	/** Of its day, and of its recipient where there is one. */
	function countsOf({ at, recipient, name, profile_url }: LedgerEntry): Counts[] {
		const ofDay = valueOf(byDay, dayOf(Date.parse(at)), noCounts);
		if (!recipient) return [ofDay];
		const none = () => ({ name, profile_url, ...noCounts() });
		return [ofDay, valueOf(byRecipient, recipient, none)];
	}

	return {
		...done,
		created,
		lists: () => Object.values(done),
		by_recipient: byRecipient,
		by_post: byPost,
		/** By simulated day, in UTC: what was accepted on it, and what reached LinkedIn on it. */
		by_day: byDay,
		/** How often an action of this kind was accepted. */
		acceptedCount: (kind: ActionKind) => accepted[kind] ?? 0,
		/** On the simulated day of this moment. */
		acceptedOn: (time: number, kind: ActionKind) => onDay(time).created_by_kind[kind] ?? 0,
		doneOn: (time: number, kind: ActionKind) => onDay(time)[LISTS[kind]],

		accept(action: Action, at: number, taskId: string | null) {
			const entry: LedgerEntry = { at: new Date(at).toISOString(), task_id: taskId, ...action };
			const { kind } = action;
			append(created, entry);
			accepted[kind] = (accepted[kind] ?? 0) + 1;
			for (const counts of countsOf(entry)) {
				counts.created += 1;
				counts.created_by_kind[kind] = (counts.created_by_kind[kind] ?? 0) + 1;
			}
		},

		record(action: Action, at: number, taskId: string | null) {
			const entry: LedgerEntry = { at: new Date(at).toISOString(), task_id: taskId, ...action };
			const list = LISTS[action.kind];
			append(done[list], entry);
			for (const counts of countsOf(entry)) {
				counts[list] += 1;
				counts.total += 1;
			}
			const { social_urn: urn } = action;
			if (urn === undefined || (list !== 'likes' && list !== 'comments')) return;
			valueOf(byPost, urn, () => ({ likes: 0, comments: 0 }))[list] += 1;
		},

		toJSON() {
			const lists = Object.entries(done).map(([name, list]) => [name, list.length] as const);
			return {
				totals: { created: created.length, ...Object.fromEntries(lists) },
				by_recipient: byRecipient,
				by_post: byPost,
				by_day: byDay,
				...done,
				created,
			};
		},
	};
}
