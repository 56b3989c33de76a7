import type { IDataObject } from 'n8n-workflow';
import { asText, InputRefused } from './values';

const ADDRESS = /^(https?:\/\/|www\.)|linkedin\.com(\/|$)|^\/?in\//i;
const PROFILE =
	/^(?:https?:\/\/)?(?:[a-z0-9-]+\.)*linkedin\.com\/in\/([^/?#\s]+)|^\/?in\/([^/?#\s]+)/i;
const NOT_A_PERSON = /linkedin\.com\/(company|school|showcase|groups?|feed|posts|jobs|events)\b/i;

const COPY_THE_ADDRESS =
	"Open the person's profile on LinkedIn and copy the address from the browser: it looks like https://www.linkedin.com/in/ada-lovelace.";

export type Person = { profile_url: string } | { identifier: string };

/** A person as the user put it in: the address of the profile, or the name of the profile at its end. */
export function readPerson(value: unknown): Person {
	const text = asText(value);
	if (!text) throw new InputRefused("'Person' is empty", COPY_THE_ADDRESS);
	if (NOT_A_PERSON.test(text) || /^urn:li:\w*(company|organization)/i.test(text)) {
		throw new InputRefused("'Person' is not the address of a person", COPY_THE_ADDRESS);
	}
	if (ADDRESS.test(text)) {
		const slug = PROFILE.exec(text)?.slice(1).find(Boolean);
		if (!slug) {
			throw new InputRefused("'Person' is not the address of a LinkedIn profile", COPY_THE_ADDRESS);
		}
		return { profile_url: profileUrl(slug) };
	}
	if (/[\s/?#@]/.test(text)) {
		throw new InputRefused(
			"'Person' is neither a LinkedIn address nor the last part of one",
			COPY_THE_ADDRESS,
		);
	}
	return { identifier: text };
}

/** For calls that take the address only. */
export function readProfileUrl(value: unknown): { profile_url: string } {
	const person = readPerson(value);
	if ('profile_url' in person) return person;
	if (person.identifier.startsWith('urn:')) {
		throw new InputRefused("'Person' has to be an address here, not a URN", COPY_THE_ADDRESS);
	}
	return { profile_url: profileUrl(person.identifier) };
}

function profileUrl(slug: string): string {
	return `https://www.linkedin.com/in/${slug}`;
}

/** An invitation's ID. List Sent gives a URN instead, whose last part is the ID. */
export function readInvitationId(value: unknown): string {
	const text = asText(value);
	if (!text) {
		throw new InputRefused(
			"'Invitation ID' is empty",
			"Take it from 'Check' (invitation_id) or from an item of 'Get Many Sent' (entity_urn).",
		);
	}
	if (typeof value === 'number' && !Number.isSafeInteger(value)) {
		throw new InputRefused(
			"'Invitation ID' came as a number and lost its last digits",
			'IDs of invitations are too long for a number. Hand the ID over as text.',
		);
	}
	const id = text.split(':').at(-1) ?? '';
	if (!/^[\w-]+$/.test(id)) {
		throw new InputRefused(
			"'Invitation ID' is not the ID of an invitation",
			'It looks like 7453486530700017665 or urn:li:invitation:7453486530700017665.',
		);
	}
	return id;
}

/** A received invitation's URN; a bare ID is completed. */
function readInvitationUrn(value: unknown): string {
	const text = asText(value);
	if (!text) {
		throw new InputRefused(
			"'Invitation URN' is empty",
			"Take it from an item of 'Get Many Received': the field is called entity_urn.",
		);
	}
	if (/^\d+$/.test(text)) return `urn:li:invitation:${readInvitationId(value)}`;
	if (!/^urn:li:\w*invitation:\S+$/i.test(text)) {
		throw new InputRefused(
			"'Invitation URN' is not the URN of an invitation",
			'It looks like urn:li:invitation:123456789.',
		);
	}
	return text;
}

/** What names a received invitation: both parts come with each item of List Invitations. */
export function readReceivedInvitation({ entity_urn, shared_secret }: IDataObject): IDataObject {
	const urn = readInvitationUrn(entity_urn);
	const secret = asText(shared_secret);
	if (!secret) {
		throw new InputRefused(
			"'Shared Secret' is empty",
			"Take it from an item of 'Get Many Received': the field is called shared_secret.",
		);
	}
	return { entity_urn: urn, shared_secret: secret };
}
