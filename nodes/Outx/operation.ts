import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ApiRequest } from '../shared/api/types';
import type { Parameters } from '../shared/input/parameters';

/** One thing the OutX node can do. Everything about it is in one file; how it is carried out is in `run.ts`. */
export interface Operation {
	/** As the menu shows it. */
	name: string;
	value: string;
	/** As the node creator shows it, for example "Send a message". */
	action: string;
	description: string;
	fields: INodeProperties[];
	/** Members of the Options collection that only this operation has. */
	options?: INodeProperties[];
	/** Checks the parameters of one item and says what to send. Throws InputError; sends nothing. */
	request(parameters: Parameters): ApiRequest;
	/** OutX answers with a task, and the result comes later. */
	createsTask?: true;
	/** Changes something, so it is done one item after another and never twice. */
	acts?: {
		/** The person or thing that the call reaches, the same for every way to write it. */
		reaches(request: ApiRequest): string;
		/** LinkedIn counts it, so it can be paced. */
		onLinkedIn?: true;
		/** Somebody gets something, so Send Once Per Recipient is offered. */
		toSomebody?: true;
	};
	/** The result is a list that comes in pages. */
	pages?: Pages;
	/** Results can have many fields, so Simplify is offered. */
	large?: true;
	/** What comes out of an answer that is not a task. */
	results?(body: IDataObject, request: ApiRequest): IDataObject[];
}

export interface Pages {
	/** Whether the parameters ask for more than one call. */
	wanted(parameters: Parameters): boolean;
	/** How many results are wanted in all; Infinity for all there are. */
	limit(parameters: Parameters): number;
	/** The call for the page behind the one that `call` brought; undefined when that was the last. */
	after(request: ApiRequest, output: IDataObject, missing: number): ApiRequest | undefined;
	/** What tells one result from another, because the list may move while it is read. */
	keyOf(result: IDataObject): unknown;
	/** The field and value that go on from this call; undefined for a list that comes whole. */
	position(request: ApiRequest): { field: string; value: unknown } | undefined;
}

export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
}
