import type { IDataObject } from 'n8n-workflow';

/** One action of POST /v2/network. */
export interface Call {
	/** The API's own name for it. */
	action: string;
	/** The key of the list in the answer; set for the actions that list. */
	list?: 'connections' | 'invitations';
	/** Brings the filled-in parameters into the API's shape, or refuses them before anything is sent. */
	prepare?: (params: IDataObject) => IDataObject;
	/** Set for the actions that change something: how to find out whether it was done. */
	whenInDoubt?: string;
}
