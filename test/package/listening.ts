import type { INodeType } from 'n8n-workflow';

import { isObject } from '../../nodes/shared/util/guards';

type Note = (path: string) => void;

/** Notes what is read of rows, too: they are read as a whole first. */
export function listenToRows(value: unknown, path: string, note: Note): unknown {
	if (!Array.isArray(value)) return value;
	return value.map((row: unknown) =>
		isObject(row)
			? new Proxy(row, {
					get: (target, key) => {
						if (typeof key === 'string') note(`${path}.${key}`);
						const part: unknown = Reflect.get(target, key);
						return part;
					},
				})
			: row,
	);
}

/** Notes the parameters that a node asks its context for. */
export function listenTo<Context extends object>(context: Context, note: Note): Context {
	return new Proxy(context, {
		get: (target, key) => {
			const part: unknown = Reflect.get(target, key);
			if (key !== 'getNodeParameter' || typeof part !== 'function') return part;
			return (path: string, ...rest: unknown[]) => {
				note(path);
				const value: unknown = Reflect.apply(part, target, [path, ...rest]);
				return listenToRows(value, path, note);
			};
		},
	});
}

/** A node type whose reads are noted. */
export function listening(type: INodeType, note: Note): INodeType {
	return {
		description: type.description,
		methods: type.methods,
		async execute(response) {
			return (await type.execute?.call(listenTo(this, note), response)) ?? null;
		},
	};
}
