import type { INodeProperties } from 'n8n-workflow';

/**
 * A field of the editor, and the names by which it can be read: 'limit', or 'filters' and 'filters.keyword'. The
 * compiler knows them, so a mistyped name does not compile.
 */
export type Field<Name extends string = string> = INodeProperties & { name: Name };

/** Keeps the names of a field that is declared apart from its operation. */
export const field = <Name extends string>(declared: Field<Name>): Field<Name> => declared;

// NoInfer: the names are the declared ones, whatever is expected where a collection is declared.

/** Optional fields that the user adds as needed. */
export const collection = <Name extends string, Member extends string>(
	displayName: string,
	name: Name,
	placeholder: string,
	options: Array<Field<Member>>,
): Field<NoInfer<Name | `${Name}.${Member}`>> => ({
	displayName,
	name,
	type: 'collection',
	placeholder,
	default: {},
	options,
});

interface Group<Name extends string, Member extends string> {
	displayName: string;
	name: Name;
	values: Array<Field<Member>>;
}

/** Fields that belong together, once or several times. */
export const fixedCollection = <Name extends string, Entry extends string, Member extends string>(
	declared: Omit<Field<Name>, 'options'> & { options: Array<Group<Entry, Member>> },
): Field<NoInfer<Name | `${Name}.${Entry}` | `${Name}.${Entry}.${Member}`>> => declared;

/** The names inside an entry: 'keyword' of 'rules.rule.keyword', for the entry 'rules.rule'. */
export type NamesInside<
	Name extends string,
	Entry extends string,
> = Name extends `${Entry}.${infer Inside}` ? Inside : never;
