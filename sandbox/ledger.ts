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
	/** Given where the caller may choose who acts. */
	actor?: string;
	invitation_id?: string;
}

export interface LedgerEntry extends Action {
	at: string;
	task_id: string | null;
}

/** What one person got, and under `created` what was accepted for this person. */
export interface RecipientCounts extends Record<LedgerList, number> {
	name: string | null;
	profile_url: string | null;
	created: number;
	created_by_kind: Partial<Record<ActionKind, number>>;
	total: number;
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

const noCounts = (): Record<LedgerList, number> => ({
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
 * Everything that really happened on the made-up LinkedIn, and, apart from it, everything that was accepted:
 * a duplicate shows up in `created` while its task is still waiting.
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
	const accepted: Partial<Record<ActionKind, number>> = {};

	function recipientOf({ recipient, name, profile_url }: LedgerEntry) {
		if (!recipient) return null;
		if (!Object.hasOwn(byRecipient, recipient)) {
			const counts = { created: 0, created_by_kind: {}, total: 0, ...noCounts() };
			byRecipient[recipient] = { name, profile_url, ...counts };
		}
		return byRecipient[recipient];
	}

	function postOf({ social_urn: urn }: LedgerEntry) {
		if (urn === undefined) return null;
		if (!Object.hasOwn(byPost, urn)) byPost[urn] = { likes: 0, comments: 0 };
		return byPost[urn];
	}

	return {
		...done,
		created,
		lists: () => Object.values(done),
		by_recipient: byRecipient,
		by_post: byPost,
		/** How often an action of this kind was accepted. */
		acceptedCount: (kind: ActionKind) => accepted[kind] ?? 0,

		accept(action: Action, at: number, taskId: string | null) {
			const entry = { at: new Date(at).toISOString(), task_id: taskId, ...action };
			const { kind } = action;
			append(created, entry);
			accepted[kind] = (accepted[kind] ?? 0) + 1;
			const recipient = recipientOf(entry);
			if (!recipient) return;
			recipient.created += 1;
			recipient.created_by_kind[kind] = (recipient.created_by_kind[kind] ?? 0) + 1;
		},

		record(action: Action, at: number, taskId: string | null) {
			const entry = { at: new Date(at).toISOString(), task_id: taskId, ...action };
			const list = LISTS[action.kind];
			append(done[list], entry);
			const recipient = recipientOf(entry);
			if (recipient) {
				recipient[list] += 1;
				recipient.total += 1;
			}
			if (list !== 'likes' && list !== 'comments') return;
			const post = postOf(entry);
			if (post) post[list] += 1;
		},

		toJSON() {
			const lists = Object.entries(done).map(([name, list]) => [name, list.length] as const);
			return {
				totals: { created: created.length, ...Object.fromEntries(lists) },
				by_recipient: byRecipient,
				by_post: byPost,
				...done,
				created,
			};
		},
	};
}
