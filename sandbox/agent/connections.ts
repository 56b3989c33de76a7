import { ApiError, missing } from '../apiError';
import { isOptionalText, isText, wholeNumber } from '../json';
import type { Action } from '../ledger';
import { contains, personId } from '../world/identifiers';
import type { Person } from '../world/people';
import { connectionCard, profileUrl } from '../world/profiles';
import { TaskFailure, type Operation } from './operation';

function readFilter(value: unknown, name: string) {
	if (!isOptionalText(value)) throw new ApiError(400, `Invalid '${name}': must be a string`);
	return value ?? null;
}

export const fetchConnections: Operation = {
	path: 'fetch-connections',
	message: 'Fetch connections task created successfully',
	read(body, { world, switches }) {
		const count = Math.min(wholeNumber(body.count, 1, 40), 100);
		const start = wholeNumber(body.start, 0, 0);
		const keyword = readFilter(body.keyword, 'keyword');
		const sort_type = readFilter(body.sort_type, 'sort_type');
		return {
			type: 'agent_fetch_connections',
			input: { count, start, keyword, sort_type },
			run() {
				const all = sort_type === 'RECENTLY_ADDED' ? world.connections : world.relevance;
				const found = isText(keyword) ? all.filter(({ name }) => contains(name, keyword)) : all;
				const connections = found.slice(start, start + count).map(connectionCard);
				// The list moves between two pages, as it does when people connect meanwhile.
				world.growConnections(switches.growPerPage);
				return { total: connections.length, connections };
			},
		};
	},
};

const actionOn = (
	kind: Action['kind'],
	urn: string,
	person: Person | undefined,
	text: string | null,
): Action => ({
	kind,
	recipient: personId(urn),
	name: person?.name ?? null,
	profile_url: person ? profileUrl(person) : null,
	text,
});

function readNote(note: unknown) {
	const trimmed = readFilter(note, 'note')?.trim() ?? '';
	if (trimmed.length > 300) {
		throw new ApiError(400, "Invalid 'note': must be 300 characters or fewer");
	}
	return trimmed || null;
}

export const sendConnectionRequest: Operation = {
	path: 'send-connection-request',
	message: 'Send connection request task created successfully',
	read({ profile_urn: urn, note }, { world, switches, invitations }) {
		if (!isText(urn)) throw missing('profile_urn');
		const text = switches.acceptNote ? readNote(note) : null;
		const person = world.personByUrn(urn);
		return {
			type: 'agent_send_connection_request',
			input: switches.acceptNote ? { profile_urn: urn, note: text } : { profile_urn: urn },
			action: actionOn('connection_request', urn, person, text),
			run(at) {
				if (!person) throw new TaskFailure(`Profile not found: ${urn}`);
				if (person.degree === 1) throw new TaskFailure(`Already connected to ${person.name}`);
				if (invitations.isPending(person)) {
					throw new TaskFailure(`An invitation to ${person.name} is already pending`);
				}
				invitations.send(person, at);
				return { sent: true };
			},
		};
	},
};

export const sendMessage: Operation = {
	path: 'send-message',
	message: 'Send message task created successfully',
	read({ recipient_urn: urn, message }, { world }) {
		if (!isText(urn)) throw missing('recipient_urn');
		if (!isText(message)) throw missing('message');
		if (message.length > 10_000) {
			throw new ApiError(400, 'Message text is too long (max 10000 characters)');
		}
		const person = world.personByUrn(urn);
		return {
			type: 'agent_send_message',
			input: { recipient_urn: urn, message },
			action: actionOn('message', urn, person, message),
			run() {
				if (!person) throw new TaskFailure(`Recipient not found: ${urn}`);
				if (person.degree !== 1) {
					throw new TaskFailure(
						`Cannot message ${person.name}: recipient is not a 1st-degree connection`,
					);
				}
				return { sent: true };
			},
		};
	},
};
