import type { PackageDirectoryLoader } from 'n8n-core';
import {
	deepCopy,
	NodeConnectionTypes,
	NodeHelpers,
	type IDataObject,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';

export const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

/** A description of a node that has nothing but what a test gives it. */
export function plainDescription(
	name: string,
	more: Partial<INodeTypeDescription> = {},
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: [],
		version: 1,
		description: '',
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
		...more,
	};
}

const manualTrigger: INodeType = {
	description: plainDescription('manualTrigger', { group: ['trigger'], inputs: [] }),
	async execute() {
		return await Promise.resolve([this.getInputData()]);
	},
};

/** n8n's server makes a second type of each node that an agent can use. */
function toolOf(name: string, original: INodeType): INodeType {
	return {
		description: {
			...deepCopy(original.description),
			name,
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
		},
		methods: original.methods,
		async execute(response) {
			return (await original.execute?.call(this, response)) ?? null;
		},
	};
}

/** The nodes of a package, as tools, too, and what a test adds to them. */
export class NodeTypes implements INodeTypes {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly extra: Record<string, INodeType> = {},
	) {}

	getByName(type: string): INodeType {
		if (type in this.extra) return this.extra[type];
		if (type === MANUAL_TRIGGER) return manualTrigger;
		const name = type.slice(this.loader.packageName.length + 1);
		if (!name.endsWith('Tool')) return this.load(name);
		return toolOf(name, this.load(name.slice(0, -'Tool'.length)));
	}

	getByNameAndVersion(type: string): INodeType {
		return this.getByName(type);
	}

	getKnownTypes(): IDataObject {
		return {};
	}

	load(name: string): INodeType {
		return NodeHelpers.getVersionedNodeType(this.loader.getNode(name).type);
	}
}
