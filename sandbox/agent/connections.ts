import { TaskFailure, isText, missing, wholeNumber } from './operation';
import { contains, personId } from '../world/identifiers';
import { connectionCard, profileUrl } from '../world/profiles';

/** @param {unknown} value */
const isOptionalText = (value) =>
	value === undefined || value === null || typeof value === 'string';

/** @type {import('./operation').Operation} */
const fetchConnections = {
	path: 'fetch-connections',
	taskType: 'agent_fetch_connections',
	message: 'Fetch connections task created successfully',
	read({ keyword, sort_type, start, count }) {
		if (!isOptionalText(keyword)) return { error: "Invalid 'keyword': must be a string" };
		if (!isOptionalText(sort_type)) return { error: "Invalid 'sort_type': must be a string" };
		return {
			input: {
				count: Math.min(wholeNumber(count, 1, 40), 100),
				start: wholeNumber(start, 0, 0),
				keyword: keyword ?? null,
				sort_type: sort_type ?? null,
			},
		};
	},
	run({ count, start, keyword, sort_type }, { world, switches }) {
		const all = sort_type === 'RECENTLY_ADDED' ? world.connections : world.relevance;
		const found = isText(keyword) ? all.filter((person) => contains(person.name, keyword)) : all;
		const connections = found.slice(start, start + count).map(connectionCard);
		// The list moves between two pages, as it does for somebody who makes friends meanwhile.
		world.growConnections(switches.growPerPage);
		return { total: connections.length, connections };
	},
};

/**
 * @param {import('../ledger').Kind} kind
 * @param {unknown} urn
 * @param {string | null} text
 * @param {import('../world').World} world
 * @returns {import('../ledger').Action}
 */
function toPerson(kind, urn, text, world) {
	const person = world.personByUrn(urn);
	return {
		kind,
		recipient: personId(urn),
		name: person?.name ?? null,
		profile_url: person ? profileUrl(person) : null,
		text,
	};
}

/** @type {import('./operation').Operation} */
const sendConnectionRequest = {
	path: 'send-connection-request',
	taskType: 'agent_send_connection_request',
	message: 'Send connection request task created successfully',
	read({ profile_urn, note }, { acceptNote }) {
		if (!isText(profile_urn)) return missing('profile_urn');
		if (!acceptNote) return { input: { profile_urn } };
		if (!isOptionalText(note)) return { error: "Invalid 'note': must be a string" };
		const trimmed = note?.trim() ?? '';
		if (trimmed.length > 300) return { error: "Invalid 'note': must be 300 characters or fewer" };
		return { input: { profile_urn, note: trimmed || null } };
	},
	action: ({ profile_urn, note }, world) =>
		toPerson('connection_request', profile_urn, note ?? null, world),
	run(input, { world, record }) {
		const person = world.personByUrn(input.profile_urn);
		if (!person) throw new TaskFailure(`Profile not found: ${input.profile_urn}`);
		if (person.degree === 1) throw new TaskFailure(`Already connected to ${person.name}`);
		if (!world.invite(person)) {
			throw new TaskFailure(`An invitation to ${person.name} is already pending`);
		}
		record(toPerson('connection_request', input.profile_urn, input.note ?? null, world));
		return { sent: true };
	},
};

/** @type {import('./operation').Operation} */
const sendMessage = {
	path: 'send-message',
	taskType: 'agent_send_message',
	message: 'Send message task created successfully',
	read({ recipient_urn, message }) {
		if (!isText(recipient_urn)) return missing('recipient_urn');
		if (!isText(message)) return missing('message');
		if (message.length > 10_000) {
			return { error: 'Message text is too long (max 10000 characters)' };
		}
		return { input: { recipient_urn, message } };
	},
	action: ({ recipient_urn, message }, world) => toPerson('message', recipient_urn, message, world),
	run({ recipient_urn, message }, { world, record }) {
		const person = world.personByUrn(recipient_urn);
		if (!person) throw new TaskFailure(`Recipient not found: ${recipient_urn}`);
		if (person.degree !== 1) {
			throw new TaskFailure(
				`Cannot message ${person.name}: recipient is not a 1st-degree connection`,
			);
		}
		record(toPerson('message', recipient_urn, message, world));
		return { sent: true };
	},
};

export default [fetchConnections, sendConnectionRequest, sendMessage];
