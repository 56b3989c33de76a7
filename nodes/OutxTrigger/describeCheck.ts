import { CHECK_BASE_URL, type ErrorDetails } from '../shared/api/errors';
import type { Doubt, NewPeopleLimit } from './believeConnections';
import { maximumNew, whenMore } from './connectionFields';

const CHECK_CHROME =
	'Check that Chrome with the OutX extension is running and logged in to LinkedIn';
const NOBODY_LOST = 'No connection is lost: the next list is compared with the known connections';

export const NO_TASK_ID: ErrorDetails = {
	message: 'OutX accepted the request but returned no task ID',
	description: CHECK_BASE_URL,
};

export const describeLostTask = (reason: string): ErrorDetails => ({
	message: `OutX could not fetch the newest connections: ${reason}`,
	description: `The next poll requests them again. ${CHECK_CHROME}`,
});

export const describeLateTasks = (minutes: number): ErrorDetails => ({
	message: `OutX has not fetched the newest connections after ${minutes} minutes`,
	description: `${CHECK_CHROME}. ${NOBODY_LOST}`,
});

export const describeSample = (reason: string | undefined, seconds: number): ErrorDetails => ({
	message:
		reason === undefined
			? `OutX has not fetched the newest connection after ${seconds} seconds`
			: `OutX could not fetch the newest connection: ${reason}`,
	description: `${CHECK_CHROME}, then try again`,
});

export function describeDoubt({ kind, count }: Doubt, { maximum }: NewPeopleLimit): ErrorDetails {
	const more = `${count} new connections at once, more than '${maximumNew.displayName}' (${maximum})`;
	const words: Record<Doubt['kind'], ErrorDetails> = {
		empty: {
			message: 'OutX returned an empty list of connections, which was ignored',
			description: `${CHECK_CHROME}. ${NOBODY_LOST}`,
		},
		unfamiliar: {
			message:
				'OutX returned a list with almost no known connections, so none is treated as new yet',
			description: `The list may be partial, in another order or from another LinkedIn account. ${NOBODY_LOST}`,
		},
		newStart: {
			message:
				'New Connection starts over with a different list, and no connection on it was returned',
			description:
				'OutX returned this list several times, or none before. If you did not expect this, check which LinkedIn account OutX uses',
		},
		skipped: {
			message: `${more}: they were skipped`,
			description: `They count as known from now on, because '${whenMore.displayName}' is set to skip them`,
		},
		tooMany: {
			message: `${more}: none was returned, so that nobody is contacted by accident`,
			description: `If they are new, set '${maximumNew.displayName}' to ${count} or more: the next check returns them. If they are not, set '${whenMore.displayName}' to Skip Them`,
		},
	};
	return words[kind];
}
