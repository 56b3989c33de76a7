import type { IDataObject } from 'n8n-workflow';

/** One action of POST /v2/network. */
export interface ApiRequest {
	account_id: string;
	/** LinkupAPI's own name for it. */
	action: string;
	params: IDataObject;
}

/** Why a request has no result. */
export interface Failure {
	kind: 'network' | 'status' | 'redirect' | 'unreadable' | 'credential';
	status?: number;
	/** LinkupAPI's own code, such as RATE_LIMITED, or that of a broken connection; '' where there is none. */
	code: string;
	/** What LinkupAPI said, or what is wrong with the credential; cleaned, never the key. */
	text: string;
	/** Whether the action may have been performed. */
	mayHaveTakenEffect: boolean;
}

export type Answer = { ok: true; body: IDataObject } | { ok: false; failure: Failure };
