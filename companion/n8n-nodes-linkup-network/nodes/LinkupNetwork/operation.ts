import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../shared/input/parameters';

/** One operation of the node. Everything about it is in one file; `execute/` performs it. */
export interface Operation {
	/** As the menu shows it. */
	name: string;
	value: string;
	/** As the node creator shows it, for example "Send an invitation". */
	action: string;
	description: string;
	/** LinkupAPI's own name for it. */
	apiAction: string;
	fields: INodeProperties[];
	/** Members of the Options collection that only this operation has. */
	options?: INodeProperties[];
	/** Checks the parameters of one item and builds the request's. Throws InputError; sends nothing. */
	params(parameters: Parameters): IDataObject;
	/** The key of the list in the answer; set for operations that read pages. */
	list?: 'connections' | 'invitations';
	/** Set for operations that change something: how to check whether it was performed. */
	howToCheck?: string;
}

export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
	/** The operation that is selected by default. */
	initial: string;
}
