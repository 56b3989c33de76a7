import { InputError } from './inputError';
import type { Parameters } from './parameters';

const ADDRESS = /^(https?:\/\/|www\.)|linkedin\.com(\/|$)|^\/?in\//i;
const PROFILE =
	/^(?:https?:\/\/)?(?:[a-z0-9-]+\.)*linkedin\.com\/in\/([^/?#\s]+)|^\/?in\/([^/?#\s]+)/i;
const NOT_A_PERSON = /linkedin\.com\/(company|school|showcase|groups?|feed|posts|jobs|events)\b/i;

const COPY_THE_URL =
	"Open the person's profile on LinkedIn and copy the URL from the browser. It looks like https://www.linkedin.com/in/ada-lovelace.";

export type Person = { profile_url: string } | { identifier: string };

/** A person as the user entered it: the URL of the profile, or its last part. */
export function person(parameters: Parameters): Person {
	const text = parameters.required('person', COPY_THE_URL);
	const wrong = (what: string) => new InputError(`'Person' ${what}`, COPY_THE_URL);
	if (NOT_A_PERSON.test(text) || /^urn:li:\w*(company|organization)/i.test(text)) {
		throw wrong('is not the URL of a person');
	}
	if (ADDRESS.test(text)) {
		const slug = PROFILE.exec(text)?.slice(1).find(Boolean);
		if (!slug || isNoSlug(slug)) throw wrong('is not the URL of a LinkedIn profile');
		return { profile_url: profileUrl(slug) };
	}
	if (/[\s/?#@]/.test(text) || isNoSlug(text)) {
		throw wrong('is neither a LinkedIn URL nor the last part of one');
	}
	return { identifier: text };
}

/** For actions that take the URL only. */
export function personUrl(parameters: Parameters): { profile_url: string } {
	const found = person(parameters);
	if ('profile_url' in found) return found;
	if (found.identifier.startsWith('urn:')) {
		throw new InputError("'Person' must be a URL here, not a URN", COPY_THE_URL);
	}
	return { profile_url: profileUrl(found.identifier) };
}

const isNoSlug = (slug: string) => /^\.+$|^(undefined|null|NaN)$/.test(slug);

const profileUrl = (slug: string) => `https://www.linkedin.com/in/${slug}`;

/** An invitation's ID. Get Many Sent returns a URN instead, whose last part is the ID. */
export function invitationId(parameters: Parameters): string {
	const text = parameters.required(
		'invitationId',
		"Use the invitation_id from 'Check' or the entity_urn from 'Get Many Sent'.",
	);
	const id = text.split(':').at(-1) ?? '';
	if (/^[\w-]+$/.test(id)) return id;
	throw new InputError(
		"'Invitation ID' is not the ID of an invitation",
		'It looks like 7453486530700017665 or urn:li:invitation:7453486530700017665.',
	);
}

/** A received invitation's URN; a bare ID is completed. */
export function invitationUrn(parameters: Parameters): string {
	const text = parameters.required('entityUrn', "Use the entity_urn from 'Get Many Received'.");
	if (/^\d+$/.test(text)) return `urn:li:invitation:${text}`;
	if (/^urn:li:\w*invitation:\S+$/i.test(text)) return text;
	throw new InputError(
		"'Invitation URN' is not the URN of an invitation",
		'It looks like urn:li:invitation:123456789.',
	);
}
