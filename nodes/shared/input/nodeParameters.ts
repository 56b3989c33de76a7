import type { IExecuteFunctions, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { cleanText } from '../util/text';
import { isObject } from '../util/guards';
import { checkedValue, isExpression, picked } from './checkedValue';
import { InputError } from './inputError';
import { Parameters, type Values } from './parameters';
import { labelOf, settingsIn, type Setting } from './settings';
import { unfitText, type Pieces } from './textParts';

export interface ParameterSource {
	/** What was entered, expressions as written. */
	entered: unknown;
	resolve(name: string, item: number): unknown;
	pieces(item: number): Pieces;
}

export const sourceOf = (context: IExecuteFunctions): ParameterSource => ({
	entered: context.getNode().parameters,
	resolve: (name, item) => context.getNodeParameter(name, item, null),
	pieces: (item) => ({
		evaluate: (code) => context.evaluateExpression(`{{${code}}}`, item),
		json: context.getInputData()[item]?.json,
	}),
});

export const sourceOfTrigger = (context: IPollFunctions): ParameterSource => ({
	entered: context.getNode().parameters,
	resolve: (name) => context.getNodeParameter(name, null),
	pieces: () => ({ evaluate: () => undefined, json: undefined }),
});

/**
 * The parameters of a node. n8n resolves an expression that fails, or refers to something missing, to nothing, as it does
 * for an empty field. The fields and what was entered tell one from the other.
 */
export class NodeParameters {
	private readonly settings: ReadonlyMap<string, Setting>;
	/** Values that are the same for every item. */
	private readonly fixed = new Map<string, unknown>();

	constructor(
		private readonly source: ParameterSource,
		private readonly fields: readonly INodeProperties[],
		/** Values that are fixed, whatever was entered. */
		private readonly given: Readonly<Record<string, unknown>> = {},
	) {
		const settings = settingsIn(fields, source.entered);
		this.settings = new Map(settings.map((setting) => [setting.name, setting]));
	}

	ofItem(item: number): Parameters {
		return new Parameters(this.valuesOf(item));
	}

	/** Values are read when needed, and kept. */
	valuesOf(item: number): Values {
		const known = new Map<string, unknown>(Object.entries(this.given));
		const get = (name: string): unknown => {
			if (!known.has(name)) known.set(name, this.valueOf(name, item, get));
			return known.get(name);
		};
		const { settings, fields, source } = this;
		return {
			get,
			names: () => settings.keys(),
			label: (name) => settings.get(name)?.label ?? labelOf(fields, name),
			isFromOutx: (name, id) =>
				isPickedFromList(settings.get(name)?.entered) || isIdIn(source.pieces(item).json, id),
		};
	}

	private valueOf(name: string, item: number, get: (name: string) => unknown): unknown {
		const setting = this.settings.get(name);
		if (!setting || !isShown(setting, get)) return undefined;
		if (this.fixed.has(name)) return this.fixed.get(name);
		const resolved = this.resolve(setting, item);
		if (setting.field.type === 'fixedCollection' && Array.isArray(resolved)) {
			return resolved.map((row, index) => this.rowOf(setting, row, index, item));
		}
		const value = this.checked(setting, resolved, item);
		if (!isExpression(setting.entered)) this.fixed.set(name, value);
		return value;
	}

	private resolve({ name, label }: Setting, item: number): unknown {
		let problem: unknown;
		try {
			return this.source.resolve(name, item);
		} catch (thrown) {
			problem = thrown;
		}
		const said = problem instanceof Error ? `: ${cleanText(problem.message)}` : '';
		throw new InputError(`The expression of '${label}' failed${said}`, 'Check the expression');
	}

	private checked(setting: Setting, resolved: unknown, item: number): unknown {
		const value = checkedValue(setting, resolved);
		if (typeof value === 'boolean' || value === undefined) return value;
		const entered = isExpression(setting.entered) ? String(picked(setting.entered)) : undefined;
		const unfit = unfitText(value, entered, () => this.source.pieces(item));
		if (!unfit) return value;
		throw new InputError(`'${setting.label}' ${unfit.reason}`, unfit.hint);
	}

	/** One entry of a collection that can hold several. */
	private rowOf(collection: Setting, row: unknown, index: number, item: number): Values {
		const { field, label, entered } = collection;
		if (!isObject(row)) {
			throw new InputError(`Entry ${index + 1} of '${label}' has no fields`, 'Remove the entry');
		}
		const group = field.options?.[0];
		const fields = group && 'values' in group ? group.values : [];
		const own: unknown = Array.isArray(entered) ? entered[index] : undefined;
		const settings = settingsIn(fields, own ?? row, '', `${label}: `);
		const values = new Map(
			settings.map((setting) => [
				setting.name,
				this.checked({ ...setting, isMember: true }, row[setting.name], item),
			]),
		);
		return {
			get: (name) => values.get(name),
			names: () => values.keys(),
			label: (name) => `${label}: ${labelOf(fields, name)}`,
			isFromOutx: () => false,
		};
	}
}

const isPickedFromList = (entered: unknown) => isObject(entered) && entered.mode === 'list';

/** Where OutX puts IDs. */
const ID_FIELDS = ['api_agent_task_id', 'id'];

const isIdIn = (json: unknown, id: string) =>
	isObject(json) &&
	ID_FIELDS.map((field) => json[field]).some(
		(known) => known === id || (typeof known === 'number' && String(known) === id),
	);

/** n8n does not know which fields an expression shows or hides before it has the item. */
function isShown({ field }: Setting, get: (name: string) => unknown): boolean {
	return Object.entries(field.displayOptions?.show ?? {}).every(([key, wanted = []]) => {
		if (key.startsWith('@')) return true;
		const value = get(key.replace(/^\//, ''));
		return value === undefined || wanted.some((each) => each === value);
	});
}
