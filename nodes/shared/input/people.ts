import { addressIn, decoded, shown, unwrapped } from './addresses';
import { EmptyFieldError, InputError } from './inputError';
import { otherPage, otherUrn, refusal, type Wanted } from './otherTargets';
import { isSlug } from './slugs';

const PERSON_URN = /^urn:li:(person|fsd_profile|fs_(?:mini)?profile):([\w-]+)$/i;
const MEMBER_ID = /^AC[A-Za-z]AA[\w-]{3,}$/;

const PERSON: Wanted = {
	kind: 'person',
	form: "a person's LinkedIn URL, slug or URN",
	hint: 'Use for example https://www.linkedin.com/in/williamhgates, williamhgates or urn:li:fsd_profile:ACoAAB1c2d3',
};

/** A person as entered: the URN if known, otherwise the slug. */
export type Person = { urn: string } | { slug: string };

export function readPerson(input: string, label: string): Person {
	const text = unwrapped(input);
	if (text === '') throw new EmptyFieldError(label, `Enter ${PERSON.form}`);
	const bare = decoded(text);
	if (/^urn:/i.test(bare)) {
		const urn = personUrn(bare);
		if (urn === undefined) throw otherUrn(bare, label, PERSON);
		return { urn };
	}
	const address = addressIn(text, label);
	if (address && address.page !== 'person') throw otherPage(text, label, PERSON, address);
	const name = address ? (address.rest.at(0) ?? '') : bare;
	if (MEMBER_ID.test(name)) return { urn: `urn:li:fsd_profile:${name}` };
	if (isSlug(name)) return { slug: name };
	throw refusal(text, label, PERSON);
}

/** A URN or member ID as OutX takes it; undefined for anything else. OutX takes two prefixes, and LinkedIn knows more. */
export function personUrn(text: string): string | undefined {
	if (MEMBER_ID.test(text)) return `urn:li:fsd_profile:${text}`;
	const [, type = '', id] = PERSON_URN.exec(text) ?? [];
	if (id === undefined || !isSlug(id)) return undefined;
	return `urn:li:${type.toLowerCase() === 'person' ? 'person' : 'fsd_profile'}:${id}`;
}

/** One person is one key, whichever prefix the URN has. */
export function personKey(urn: string): string {
	return PERSON_URN.exec(urn)?.[2] ?? urn;
}

export const profileUrl = (slug: string) =>
	`https://www.linkedin.com/in/${encodeURIComponent(slug)}`;

/** The last part of a person's address. LinkedIn takes the member ID in its place. */
export function profileSlug(input: string, label: string): string {
	const person = readPerson(input, label);
	return 'slug' in person ? person.slug : personKey(person.urn);
}

/** The slug of a person where a member ID does not help. */
export function knownSlug(input: string, label: string): string {
	const person = readPerson(input, label);
	if ('slug' in person) return person.slug;
	throw new InputError(
		`'${label}' needs the slug of the person, not the URN: ${shown(input)}`,
		'Use for example https://www.linkedin.com/in/williamhgates or williamhgates',
	);
}
