import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';

/** The fields in a collection. */
export const membersOf = ({ options = [] }: INodeProperties) =>
	options.filter((option): option is INodeProperties => 'type' in option);

/** The groups of fields in a fixed collection. */
export const groupsOf = ({ options = [] }: INodeProperties) =>
	options.filter((option): option is INodePropertyCollection => 'values' in option);

/** The entries of a list to choose from. */
export const choicesOf = ({ options = [] }: INodeProperties) =>
	options.filter((option): option is INodePropertyOptions => 'value' in option);

/** Shown, but not something to fill in. */
const isWords = ({ type }: INodeProperties) => type === 'notice' || type === 'callout';
const toFillIn = (fields: INodeProperties[]) => fields.filter((field) => !isWords(field));

/** The paths of all parameters in these fields, members of collections included. */
export function pathsIn(fields: INodeProperties[], above = ''): string[] {
	return toFillIn(fields).flatMap((field) => {
		const path = above + field.name;
		if (field.type === 'collection') return pathsIn(membersOf(field), `${path}.`);
		if (field.type !== 'fixedCollection') return [path];
		return groupsOf(field).flatMap(({ name, values }) => pathsIn(values, `${path}.${name}.`));
	});
}

const ID = '550e8400-e29b-41d4-a716-446655440000';
/** Keeps tests quick: no pause, one check. */
const QUICK = new Map(
	Object.entries({ maximumWait: 0, pollingInterval: 1, from: 0, to: 0, limit: 2 }),
);

/** Values for these fields, as their placeholders suggest them. */
export const filledIn = (fields: INodeProperties[]): INodeParameters =>
	Object.fromEntries(toFillIn(fields).map((field) => [field.name, valueFor(field)]));

function valueFor(field: INodeProperties): NodeParameterValueType {
	const quick = QUICK.get(field.name);
	if (quick !== undefined) return quick;
	switch (field.type) {
		case 'collection':
			return filledIn(membersOf(field));
		case 'fixedCollection':
			return Object.fromEntries(
				groupsOf(field).map(({ name, values }) => [
					name,
					field.typeOptions?.multipleValues ? [filledIn(values)] : filledIn(values),
				]),
			);
		case 'boolean':
			return true;
		case 'options':
			return choicesOf(field).at(-1)?.value;
		case 'multiOptions':
			return choicesOf(field)
				.slice(0, 1)
				.map(({ value }) => String(value));
		case 'dateTime':
			return '2026-01-31T00:00:00.000Z';
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: ID };
		case 'number':
			return field.default;
		default:
			return field.placeholder?.replace(/^e\.g\. /, '') ?? 'words';
	}
}

/** One set of parameters for every combination of choices on the first level. */
export function variants(fields: INodeProperties[]): INodeParameters[] {
	const choices = new Map(
		fields.flatMap((field): [string, (boolean | number | string)[]][] => {
			if (field.type === 'boolean') return [[field.name, [true, false]]];
			if (field.type !== 'options') return [];
			return [[field.name, choicesOf(field).map(({ value }) => value)]];
		}),
	);
	return [...choices].reduce<INodeParameters[]>(
		(sets, [name, values]) =>
			sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value }))),
		[{}],
	);
}
