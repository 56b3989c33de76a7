/**
 * @typedef {'message' | 'connection_request' | 'like' | 'comment' | 'invitation' | 'withdrawal' | 'acceptance' | 'decline'} Kind
 *
 * @typedef {object} Action
 * @property {Kind} kind
 * @property {string | null} recipient bare member id, or the URN of a company
 * @property {string | null} [name]
 * @property {string | null} [profile_url]
 * @property {string | null} [text]
 * @property {string} [social_urn]
 * @property {string} [actor] who acted, where the caller may choose
 * @property {string} [invitation_id]
 *
 * @typedef {Action & { at: string, task_id: string | null }} Entry
 * @typedef {ReturnType<typeof createLedger>} Ledger
 */

const MAX_ENTRIES = 50_000;

const LISTS = /** @type {const} */ {
	message: 'messages',
	connection_request: 'connection_requests',
	like: 'likes',
	comment: 'comments',
	invitation: 'invitations',
	withdrawal: 'withdrawals',
	acceptance: 'acceptances',
	decline: 'declines',
};

/** @param {Entry[]} list @param {Entry} entry */
function append(list, entry) {
	list.push(entry);
	if (list.length > MAX_ENTRIES * 1.1) list.splice(0, list.length - MAX_ENTRIES);
}

const newRecipient = (/** @type {Entry} */ entry) => ({
	name: entry.name ?? null,
	profile_url: entry.profile_url ?? null,
	created: 0,
	/** @type {Record<string, number>} */
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
 * Everything that really happened on the made-up LinkedIn, and, apart from it, everything that was accepted:
 * a duplicate shows up in `created` while its task is still waiting.
 */
function createLedger() {
	/** @type {Record<typeof LISTS[Kind], Entry[]>} */
	const done = {
		messages: [],
		connection_requests: [],
		likes: [],
		comments: [],
		invitations: [],
		withdrawals: [],
		acceptances: [],
		declines: [],
	};
	/** @type {Entry[]} */
	const created = [];
	/** @type {Record<string, ReturnType<typeof newRecipient>>} */
	const byRecipient = Object.create(null);
	/** @type {Record<string, { likes: number, comments: number }>} */
	const byPost = Object.create(null);
	/** @type {Record<string, number>} */
	const accepted = Object.create(null);

	/** @param {Entry} entry */
	const recipientOf = (entry) => {
		if (!entry.recipient) return null;
		return (byRecipient[entry.recipient] ??= newRecipient(entry));
	};

	return {
		...done,
		created,
		lists: () => Object.values(done),
		by_recipient: byRecipient,
		by_post: byPost,
		/** How often an action of this kind was accepted. @param {Kind} kind */
		acceptedCount: (kind) => accepted[kind] ?? 0,

		/** @param {Action} action @param {number} at @param {string | null} taskId */
		accept(action, at, taskId) {
			const entry = { at: new Date(at).toISOString(), task_id: taskId, ...action };
			append(created, entry);
			accepted[action.kind] = (accepted[action.kind] ?? 0) + 1;
			const recipient = recipientOf(entry);
			if (!recipient) return;
			recipient.created += 1;
			recipient.created_by_kind[action.kind] = (recipient.created_by_kind[action.kind] ?? 0) + 1;
		},

		/** @param {Action} action @param {number} at @param {string | null} taskId */
		record(action, at, taskId) {
			const entry = { at: new Date(at).toISOString(), task_id: taskId, ...action };
			const list = LISTS[action.kind];
			append(done[list], entry);
			const recipient = recipientOf(entry);
			if (recipient) {
				recipient[list] += 1;
				recipient.total += 1;
			}
			if (entry.social_urn && (list === 'likes' || list === 'comments')) {
				(byPost[entry.social_urn] ??= { likes: 0, comments: 0 })[list] += 1;
			}
		},

		toJSON() {
			const totals = Object.fromEntries(
				Object.entries(done).map(([name, list]) => [name, list.length]),
			);
			return {
				totals: { created: created.length, ...totals },
				by_recipient: byRecipient,
				by_post: byPost,
				...done,
				created,
			};
		},
	};
}

export { createLedger };
