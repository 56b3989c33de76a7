import { cleanText } from '../util/text';
import { EmptyFieldError, InputError } from './inputError';

const PERSON_URN = /^urn:li:(?:fsd_profile|person):([\w-]+)$/;
const PERSON_ID = /^AC[A-Za-z]A[\w-]{3,}$/;
const ACTIVITY_URN = /^urn:li:activity:\d{5,}$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** What LinkedIn allows in an address: letters and digits of any script, marks, emoji, - _ . ' and &. */
const SLUG = /^[^\s\p{Cc}/?#@:%"<>\\[\]{}|^`,;=!*()+$]{1,150}$/u;

const FIND_THE_URN =
	'Look the person up with Profile → Get first and use its profile_urn, or use the entity_urn that Connection → Get Many returns';

/** Percent-encoding undone, where it is one. */
export function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The parts of a LinkedIn address after the host, or undefined for what is not an address. */
function addressParts(text: string, label: string): string[] | undefined {
	const match = /^(?:https?:\/\/)?([\w.-]+\.[a-z]{2,})(?::\d+)?(?:[/?#](.*))?$/is.exec(text);
	const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
	if (!hasScheme && !(match && /(^|\.)linkedin\.com$/i.test(match[1]))) return undefined;
	if (!match || !/(^|\.)linkedin\.com$/i.test(match[1])) {
		throw new InputError(
			`'${label}' is not a LinkedIn address: ${shown(text)}`,
			'Copy the address from LinkedIn. It starts with https://www.linkedin.com/',
		);
	}
	return pathParts(match[2] ?? '');
}

function pathParts(path: string): string[] {
	return path
		.split(/[?#]/, 1)[0]
		.split('/')
		.filter((part) => part !== '')
		.map(decoded);
}

/** What was entered, fit for a message. */
const shown = (text: string) => cleanText(text, 80);

/** Without what cannot be seen at either end; copied text often has some. Quick also when somebody pastes a whole page. */
const bare = (text: string) => text.replace(/^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu, '');

/** The first of these words tells what an address is of: a person may be called "company", a company "in". */
const MARKERS = ['in', 'company'];

function partAfter(parts: string[], marker: string): string | undefined {
	const at = parts.findIndex((part) => MARKERS.includes(part.toLowerCase()));
	return parts[at]?.toLowerCase() === marker ? parts[at + 1] : undefined;
}

interface SlugWords {
	marker: 'in' | 'company';
	wanted: string;
	example: string;
}

const PERSON: SlugWords = {
	marker: 'in',
	wanted: "a person's LinkedIn URL or slug",
	example: 'https://www.linkedin.com/in/williamhgates or williamhgates',
};
const COMPANY: SlugWords = {
	marker: 'company',
	wanted: "a company's LinkedIn URL or slug",
	example: 'https://www.linkedin.com/company/microsoft or microsoft',
};

function slugOf(input: string, label: string, words: SlugWords): string {
	const text = bare(input);
	if (text === '') throw new EmptyFieldError(label, `Enter ${words.wanted}`);
	const path = addressParts(text, label) ?? pathOnly(text);
	const slug = path ? partAfter(path, words.marker) : decoded(text);
	if (!slug || !SLUG.test(slug)) {
		throw new InputError(
			`'${label}' is not ${words.wanted}: ${shown(text)}`,
			`Use for example ${words.example}`,
		);
	}
	return slug;
}

/** "/in/somebody/" is what remains when people cut an address by hand. */
function pathOnly(text: string): string[] | undefined {
	return /^\/?(?:in|company)\//i.test(text) ? pathParts(text) : undefined;
}

/** The slug of a person from a LinkedIn URL or the slug itself. */
export function profileSlug(input: string, label: string): string {
	return slugOf(input, label, PERSON);
}

/** The slug of a company from a LinkedIn URL or the slug itself. */
export function companySlug(input: string, label: string): string {
	return slugOf(input, label, COMPANY);
}

/**
 * The URN of a person from a URN, a bare member id, or an address that holds the id. A URN passes unchanged: OutX
 * takes either prefix. A slug cannot be turned into a URN here.
 */
export function personUrn(input: string, label: string): string {
	const text = bare(input);
	if (text === '') throw new EmptyFieldError(label, FIND_THE_URN);
	const urn = decoded(text);
	if (PERSON_URN.test(urn)) return urn;
	if (PERSON_ID.test(text)) return `urn:li:fsd_profile:${text}`;
	const path = /^urn:/i.test(text) ? undefined : (addressParts(text, label) ?? pathOnly(text));
	const slug = path ? partAfter(path, 'in') : undefined;
	if (slug && PERSON_ID.test(slug)) return `urn:li:fsd_profile:${slug}`;
	if (slug)
		throw new InputError(`'${label}' needs the person's URN, not the address`, FIND_THE_URN);
	throw new InputError(`'${label}' is not the URN of a person: ${shown(text)}`, FIND_THE_URN);
}

/** One person is one key, whichever prefix the URN has. */
export function personKey(urn: string): string {
	return PERSON_URN.exec(urn)?.[1] ?? urn;
}

/** The activity URN of a post from a URN, a post URL or the bare number. */
export function postUrn(input: string, label: string): string {
	const text = decoded(bare(input));
	if (text === '') throw new EmptyFieldError(label, "Enter the post's URL or URN");
	if (ACTIVITY_URN.test(text)) return text;
	if (/^\d{15,}$/.test(text)) return `urn:li:activity:${text}`;
	const path = /^urn:/i.test(text) ? undefined : addressParts(text, label);
	const number = path && /(?:^|[^a-z])activity[-:/](\d{5,})/i.exec(path.join('/'))?.[1];
	if (number) return `urn:li:activity:${number}`;
	throw new InputError(
		`'${label}' is not a post: ${shown(text)}`,
		"Use the post's URL (Copy Link to Post) or its URN, for example urn:li:activity:7123456789012345678",
	);
}

/** A task id (or another OutX id): a UUID, or whatever OutX gave. */
export function outxId(input: string, label: string, isFromOutx = false): string {
	const text = bare(input);
	if (UUID.test(text) || (isFromOutx && /^[\x21-\x7e]{1,200}$/.test(text))) return text;
	if (text === '') throw new EmptyFieldError(label, idHint(label));
	throw new InputError(`'${label}' is not an OutX ID: ${shown(text)}`, idHint(label));
}

/** An OutX id from the id itself or an address that holds it. */
export function outxIdIn(input: string, label: string, isFromOutx = false): string {
	const text = bare(input);
	const inAddress = /^https?:\/\//i.test(text)
		? /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i.exec(text)?.[0]
		: undefined;
	return inAddress ?? outxId(text, label, isFromOutx);
}

function idHint(label: string): string {
	return label === 'Task ID'
		? 'Use the api_agent_task_id that an OutX node returned, for example {{ $json.api_agent_task_id }}'
		: 'An OutX ID looks like 550e8400-e29b-41d4-a716-446655440000';
}
