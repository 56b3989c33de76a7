import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../shared/api/types';
import type { Field } from '../shared/input/field';
import type { Parameters } from '../shared/input/parameters';
import type { Interpreted } from '../shared/output/answers';
import type { TargetedRequest } from '../shared/sendOnce/action';
import type { Marks } from '../shared/sendOnce/marks';
import type { Scope } from '../shared/sendOnce/marksRow';

interface OperationBase<Name extends string> {
	/** As the menu shows it. */
	name: string;
	value: string;
	/** As the node creator shows it, for example "Send a message". */
	action: string;
	description: string;
	fields: Field[];
	/** Members of the Options collection that only this operation has. */
	options?: Field[];
	/** OutX answers with a task; the result comes later. */
	createsTask?: true;
	/** The result is a list of several pages. */
	pages?: Pages<Name>;
	/** People are given by URL, slug or URN, and those given otherwise than OutX wants them are looked up first. */
	looksUp?: PersonName;
	/** Results can have many fields, so Simplify is offered. */
	large?: true;
	/** The results in OutX's answer, or in the output of its task. */
	interpret(output: unknown, request: ApiRequest): Interpreted;
}

/** Only reads, so several items can be requested at the same time, and again. */
export interface ReadOperation<Name extends string = string> extends OperationBase<Name> {
	acts?: undefined;
	consult?: undefined;
	/** Checks the parameters of one item and builds its request. Throws InputError; sends nothing. */
	request: (parameters: Parameters<Name>) => MaybeUnresolved<ApiRequest>;
}

/** Changes something, so items are performed one after another, and never twice. */
export interface ActionOperation<Name extends string = string> extends OperationBase<Name> {
	consult?: undefined;
	acts: {
		/** LinkedIn counts it as one of these, so it can be paced and limited. */
		countsAs?: 'comment' | 'connection request' | 'like' | 'message';
		/** A person receives something, so Send Once Per Recipient is offered. */
		toSomebody?: true;
	};
	request: (parameters: Parameters<Name>) => MaybeUnresolved<TargetedRequest>;
}

/** By which name OutX wants a person. */
export type PersonName = 'urn' | 'slug';

/** A request that can be built once these people are looked up. */
export interface Unresolved<R extends ApiRequest = ApiRequest> {
	/** By slug or member ID, as the address of a profile has it. */
	lookUp: readonly string[];
	/** The request, with the names that were found in the same order. */
	complete(names: readonly string[]): R;
}

export type MaybeUnresolved<R extends ApiRequest> = R | Unresolved<R>;

/** Reads or changes what n8n remembers of earlier executions. Sends nothing. */
export interface HistoryOperation<Name extends string = string> extends OperationBase<Name> {
	acts?: undefined;
	/** The request that would contact the recipient, and whose history it is. */
	request: (parameters: Parameters<Name>) => MaybeUnresolved<HistoryRequest>;
	consult: (history: Marks, request: HistoryRequest) => Promise<IDataObject>;
}

export interface HistoryRequest extends TargetedRequest {
	scope: Scope;
}

/** One operation of the OutX node. Everything about it is in one file; `execute/` runs it. */
export type Operation<Name extends string = string> =
	| ReadOperation<Name>
	| ActionOperation<Name>
	| HistoryOperation<Name>;

/** Declares an operation. It can read only the fields that it declares: a mistyped name does not compile. */
export function defineOperation<Name extends string, Option extends string = never>(
	operation: Operation<NoInfer<Name | `options.${Option}`> | 'waitForCompletion'> & {
		fields: Array<Field<Name>>;
		options?: Array<Field<Option>>;
	},
): Operation {
	return operation;
}

export interface Pages<Name extends string = string> {
	/** How many results to return: Infinity for all, undefined for a single request. */
	limit: (parameters: Parameters<Name>) => number | undefined;
	/** The request for the page after the one that `request` returned; undefined when that was the last. */
	after(request: ApiRequest, page: PageAnswer, missing: number): ApiRequest | undefined;
	/**
	 * The request for the next page as it will be if this page is full, so that OutX can start on it before this one is
	 * there; undefined when this page reaches the limit. Only for lists whose pages are tasks.
	 */
	ahead?(request: ApiRequest, missing: number): ApiRequest | undefined;
	/** What identifies a result, because the list may move while it is read. */
	keyOf(result: IDataObject): string | undefined;
	/** The field and value that continue from this request; undefined for a list without pages. */
	position(request: ApiRequest): { field: string; value: unknown } | undefined;
}

export interface PageAnswer {
	output: unknown;
	results: IDataObject[];
}

export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
}
