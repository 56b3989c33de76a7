import type { ApiRequest } from '../../shared/api/types';
import { field, type Field } from '../../shared/input/field';
import { personKey, type Person } from '../../shared/input/people';
import type { MaybeUnresolved, PersonName } from '../operation';

const HINTS: Record<PersonName, string> = {
	urn: 'A URL or slug costs one more LinkedIn action: the node first looks up the URN, and waits for it even if Wait for Completion is off',
	slug: 'A URN costs one more LinkedIn action: the node first looks up the slug',
};

/** A person, in any form. */
export const personField = <Name extends string>(name: Name, needs?: PersonName): Field<Name> =>
	field({
		displayName: 'Person',
		name,
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://www.linkedin.com/in/williamhgates',
		description: 'The LinkedIn URL, slug or URN of the person',
		...(needs && { hint: HINTS[needs] }),
	});

/** Several people, each in any form. */
export const peopleField = <Name extends string>(name: Name, needs: PersonName): Field<Name> => ({
	...personField(name, needs),
	displayName: 'People',
	placeholder: 'e.g. williamhgates, https://www.linkedin.com/in/satyanadella',
	description: 'LinkedIn URLs, slugs or URNs of the people, separated by commas',
});

const nameOf = (person: Partial<Record<PersonName, string>>, needs: PersonName) => person[needs];

/** The slug for looking up a profile. LinkedIn accepts the member ID instead. */
const addressOf = (person: Person) => ('slug' in person ? person.slug : personKey(person.urn));

/**
 * The request about these people. If OutX needs another identifier than the one entered, they have to be looked up first.
 * Each person is named once.
 */
export function aboutPeople<R extends ApiRequest>(
	people: readonly Person[],
	needs: PersonName,
	build: (names: string[]) => R,
): MaybeUnresolved<R> {
	const unknown = people.filter((person) => nameOf(person, needs) === undefined);
	const complete = (found: readonly string[]) => {
		const names = people.map((person) => nameOf(person, needs) ?? found[unknown.indexOf(person)]);
		return build([...new Map(names.map((name) => [personKey(name), name])).values()]);
	};
	return unknown.length === 0 ? complete([]) : { lookUp: unknown.map(addressOf), complete };
}

/** The request to one person, who is its target. */
export const toPerson = <R extends ApiRequest>(person: Person, build: (urn: string) => R) =>
	aboutPeople([person], 'urn', ([urn]) => ({ ...build(urn), target: personKey(urn) }));
