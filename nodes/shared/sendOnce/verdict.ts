import type { IDataObject } from 'n8n-workflow';

import type { ErrorDetails } from '../api/errors';
import { isObject } from '../util/guards';
import { cleanText } from '../util/text';

/** The decision on an action before it is sent. */
export type Verdict =
	/** Its marks are stored: it may be sent. */
	| { state: 'reserved' }
	/** An earlier attempt of this execution got this answer. */
	| { state: 'answered'; body: IDataObject }
	/** An earlier attempt in this execution sent it, and its outcome is unknown. */
	| { state: 'unsure' }
	| { state: 'skipped'; json: IDataObject }
	| { state: 'failed'; error: ErrorDetails };

export const RESERVED: Verdict = { state: 'reserved' };

export const NO_MEMORY: Verdict = failed({
	message: "'Send Once Per Recipient' does not work here, so nothing was sent",
	description:
		"This n8n cannot remember recipients. Remove the option, and 'Limit per Day' and 'Limit per Week', or run the workflow on an n8n server",
});

/** The database's own words are for the administrator. */
export function notRecorded(thrown: unknown): Verdict {
	const said = isObject(thrown) ? cleanText(String(thrown.message)) : 'nothing';
	return failed({
		message: 'n8n could not record this action, so it was not performed',
		description: `Its database answered: ${said}. Once it works again, run the workflow for this item alone: the others may have been sent`,
	});
}

function failed(error: ErrorDetails): Verdict {
	return { state: 'failed', error };
}
