import type { JsonObject } from '../json';
import type { Action, ActionKind } from '../ledger';
import type { World } from '../world';
import { personUrn } from '../world/identifiers';
import type { Person } from '../world/people';
import { profileUrl } from '../world/profiles';
import type { Account, Invitation } from './account';
import { LinkupError, invalid, readPage, takePage } from './request';

interface Scene {
	account: Account;
	world: World;
	act: (action: Action) => void;
}

interface NetworkAnswer {
	data: JsonObject;
	credits: number;
}

type NetworkAction = (params: JsonObject, scene: Scene) => NetworkAnswer;

const urnOf = ({ id }: Invitation) => `urn:li:invitation:${id}`;

const head = (person: Person) => ({
	first_name: person.firstName,
	last_name: person.lastName,
	headline: person.headline,
});
const tail = ({ daysAgo }: Invitation) => ({
	invitation_type: 'CONNECTION',
	sent_time: `${daysAgo}d`,
	sent_time_days: daysAgo,
});

const ledgerEntry = (
	kind: ActionKind,
	person: Person,
	text: string | null,
	invitationId: string,
): Action => ({
	kind,
	recipient: person.id,
	name: person.name,
	profile_url: profileUrl(person),
	text,
	invitation_id: invitationId,
});

function text(value: unknown, name: string) {
	if (typeof value !== 'string' || value.trim() === '') {
		throw invalid(`Missing required parameter: ${name}`);
	}
	return value.trim();
}

function findPerson(text: string, { world }: Scene) {
	const person = world.findPerson(text);
	if (!person) throw invalid(`Profile not found: ${text}`);
	return person;
}

const listConnections: NetworkAction = (params, { account }) => {
	const { items, page } = takePage(account.connections, readPage(params));
	const connections = items.map((person) => ({
		name: person.name,
		job_title: person.headline,
		profile_url: profileUrl(person),
		profile_picture: person.image,
	}));
	return { data: { connections, ...page }, credits: Math.ceil(items.length / 50) };
};

const listInvitations: NetworkAction = (params, { account }) => {
	const { items, page } = takePage(account.received, readPage(params));
	const invitations = items.map((invitation) => ({
		entity_urn: urnOf(invitation),
		shared_secret: invitation.secret,
		sender: {
			...head(invitation.person),
			linkedin_url: profileUrl(invitation.person),
			profile_picture_url: invitation.person.image,
		},
		...tail(invitation),
	}));
	return { data: { invitations, ...page }, credits: 1 };
};

const listSent: NetworkAction = (params, { account }) => {
	const type = params.invitation_type ?? 'CONNECTION';
	const all = type === 'CONNECTION' ? account.sent : [];
	const { items, page } = takePage(all, readPage(params));
	const invitations = items.map((invitation) => ({
		entity_urn: urnOf(invitation),
		recipient: {
			...head(invitation.person),
			linkedin_url: profileUrl(invitation.person),
			profile_picture: invitation.person.image,
		},
		...tail(invitation),
	}));
	return { data: { invitations, invitation_type: type, ...page }, credits: 1 };
};

const invite: NetworkAction = ({ profile_url, identifier, message }, scene) => {
	const { account, act } = scene;
	const who = text(profile_url ?? identifier, 'profile_url or identifier');
	if (message !== undefined && (typeof message !== 'string' || message.length > 300)) {
		throw invalid('message must be a string of at most 300 characters');
	}
	const person = findPerson(who, scene);
	if (account.isConnected(person)) throw invalid(`Already connected to ${person.name}`);
	if (account.sent.some((sent) => sent.person === person)) {
		throw invalid(`An invitation to ${person.name} is already pending`);
	}
	const invitation = account.invite(person);
	act(ledgerEntry('invitation', person, message || null, invitation.id));
	return {
		data: {
			invitation_urn: urnOf(invitation),
			profile_urn: personUrn(person.id),
			...head(person),
			public_identifier: person.slug,
			profile_picture_url: person.image,
		},
		credits: 1,
	};
};

const withdraw: NetworkAction = ({ invitation_id }, { account, act }) => {
	const id = text(invitation_id, 'invitation_id').split(':').pop();
	const invitation = account.sent.find((sent) => sent.id === id);
	if (!invitation) throw invalid('Invitation not found');
	account.withdraw(invitation);
	act(ledgerEntry('withdrawal', invitation.person, null, invitation.id));
	return { data: { withdrawn: true, invitation_id: invitation.id }, credits: 1 };
};

const checkInvitation: NetworkAction = ({ profile_url, linkedin_url }, scene) => {
	const { account } = scene;
	const person = findPerson(text(profile_url ?? linkedin_url, 'profile_url'), scene);
	const sent = account.sent.find((invitation) => invitation.person === person);
	const received = account.received.find((invitation) => invitation.person === person);
	const pending = sent ?? received;
	const [state, type, message] = account.isConnected(person)
		? ['ACCEPTED', 'CONNECTED', 'You are connected']
		: pending
			? ['PENDING', sent ? 'SENT' : 'RECEIVED', 'The invitation is pending']
			: ['NO_INVITATION', null, 'There is no invitation'];
	return {
		data: {
			invitation_state: state,
			invitation_type: type,
			invitation_id: state === 'PENDING' ? (pending?.id ?? null) : null,
			member_distance: state === 'ACCEPTED' ? 1 : Math.max(person.degree, 2),
			message,
		},
		credits: 1,
	};
};

const answer =
	(accept: boolean): NetworkAction =>
	({ entity_urn, shared_secret }, { account, act }) => {
		const urn = text(entity_urn, 'entity_urn');
		const secret = text(shared_secret, 'shared_secret');
		const invitation = account.received.find(
			(received) => urnOf(received) === urn && received.secret === secret,
		);
		if (!invitation) throw invalid('Invitation not found, or answered already');
		account.answer(invitation, accept);
		act(ledgerEntry(accept ? 'acceptance' : 'decline', invitation.person, null, invitation.id));
		return { data: { [accept ? 'accepted' : 'declined']: true, entity_urn: urn }, credits: 1 };
	};

const actions: Record<string, NetworkAction> = {
	list_connections: listConnections,
	list_invitations: listInvitations,
	list_sent: listSent,
	invite,
	withdraw,
	check_invitation: checkInvitation,
	accept: answer(true),
	decline: answer(false),
};

export function findAction(name: unknown) {
	if (typeof name === 'string' && Object.hasOwn(actions, name)) return actions[name];
	throw new LinkupError('INVALID_ACTION', `Unknown action '${String(name)}' for network`);
}
