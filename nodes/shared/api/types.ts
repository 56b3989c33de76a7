import type { IDataObject } from 'n8n-workflow';

/** A request to OutX, without host and key. */
export interface ApiRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	query?: IDataObject;
	body?: IDataObject;
}

/** Why a request has no result. */
export interface Failure {
	kind:
		| 'network'
		| 'status'
		| 'redirect'
		| 'unreadable'
		| 'unexpected'
		| 'tooLarge'
		| 'tooDeep'
		| 'credential';
	status?: number;
	/** What OutX said, the code of a broken connection, or what is wrong with the answer; cleaned, never the key. */
	text: string;
	/** Whether the request may have taken effect nevertheless. */
	mayHaveTakenEffect: boolean;
	/** Whether the same request may succeed later. */
	transient: boolean;
	/** How long OutX asks to wait. */
	retryAfterMs?: number;
}

/** A failure that left everything in OutX as it was. */
export const harmless = (kind: Failure['kind'], text: string, transient = true): Failure => ({
	kind,
	text,
	mayHaveTakenEffect: false,
	transient,
});

export type Answer = { ok: true; body: IDataObject } | { ok: false; failure: Failure };

export const isRead = (request: ApiRequest) => request.method === 'GET';
