const MOST = 60;

/** @typedef {import('./box').Box} Box */

/** What a task is about, in a few words. @param {import('./tasks').Task} task @param {Box} box */
function aboutTask({ status, input, output }, { world }) {
	const reason = /** @type {any} */ output?.error;
	if (status !== 'completed' && reason) return String(reason);
	const { profile_slug, company_slug, recipient_urn, profile_urn, profile_urns, social_urn } =
		input;
	const person = world.personByUrn(recipient_urn ?? profile_urn ?? '');
	if (person) return person.name;
	if (profile_urns) return `${/** @type {unknown[]} */ profile_urns.length} people`;
	if (input.start !== undefined) return `from ${input.start}, ${input.count} people`;
	return String(profile_slug ?? company_slug ?? social_urn ?? input.keywords ?? '');
}

/** @param {number} count @param {string} one @param {string} [many] */
const some = (count, one, many = `${one}s`) =>
	count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/**
 * How often the same thing was asked for: a like and a comment are no duplicate, two messages are.
 * @param {Box['ledger']['by_recipient'][string]} counts
 */
const repeats = ({ created_by_kind }) => Math.max(1, ...Object.values(created_by_kind));

/** Those contacted most often first. @param {Box} box */
function contacted({ ledger }) {
	return Object.entries(ledger.by_recipient)
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
}

/** Newest first, over all kinds. @param {Box} box */
const latestDone = ({ ledger }) =>
	ledger
		.lists()
		.flatMap((list) => list.slice(-MOST))
		.sort((a, b) => b.at.localeCompare(a.at))
		.slice(0, MOST)
		.map((entry) => ({ ...entry, name: entry.name ?? entry.recipient ?? '' }));

/** What the live page shows. @param {Box} box */
function snapshot(box) {
	const tasks = box.tasks.list();
	const { pending, processing } = box.tasks.counts();
	const ended = tasks.filter((task) => task.endedAt !== null);
	const failed = ended.filter((task) => task.status !== 'completed').length;
	const done = box.ledger.lists().reduce((sum, list) => sum + list.length, 0);
	const twice = Object.values(box.ledger.by_recipient).filter((counts) => repeats(counts) > 1);

	return {
		switches: box.switches,
		numbers: [
			['tasks waiting', pending, false],
			['running', processing, false],
			['completed', ended.length - failed, false],
			['failed', failed, failed > 0],
			['really done', done, false],
			['contacted again', twice.length, twice.length > 0],
			['connections', box.world.connections.length, false],
			['API requests', box.requests.length, false],
		],
		tasks: tasks
			.slice(-MOST)
			.reverse()
			.map((task) => ({
				id: task.id,
				type: task.type,
				status: task.status,
				about: aboutTask(task, box),
				created_at: new Date(task.createdAt).toISOString(),
			})),
		people: contacted(box),
		ledger: latestDone(box),
		requests: box.requests
			.slice(-MOST)
			.reverse()
			.map(({ at, method, path, status }) => ({ at, method, path, status })),
	};
}

export { snapshot };
