import type { IDataObject } from 'n8n-workflow';

/** A request to OutX, without host and key. */
export interface ApiRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: string;
	query?: IDataObject;
	body?: IDataObject;
}

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
	mayHaveTakenEffect: boolean;
	transient: boolean;
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
