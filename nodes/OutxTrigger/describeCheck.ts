import type { ErrorDetails } from '../shared/api/errors';
import type { Doubt, NewPeopleLimit } from './believeConnections';
import { maximumNew, whenMore } from './connectionFields';

const CHECK_CHROME =
	'Check that Chrome with the OutX extension is running and logged in to LinkedIn';
const NOBODY_LOST = 'Nobody is lost: the next list is compared with what is known';

export const describeLostTask = (reason: string): ErrorDetails => ({
	message: `OutX could not fetch the newest connections: ${reason}`,
	description: `The next poll asks for them again. If it keeps happening: ${CHECK_CHROME}`,
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

/** Why a list of connections was not believed, or not in full. */
export function describeDoubt(doubt: Doubt, { maximum }: NewPeopleLimit): ErrorDetails {
	if (doubt.kind === 'empty') {
		return {
			message: 'OutX returned an empty list of connections, so no connection was compared',
			description: `${CHECK_CHROME}. ${NOBODY_LOST}`,
		};
	}
	if (doubt.kind === 'unfamiliar') {
		return {
			message:
				'OutX returned a list of connections with hardly anybody known, so nobody is new yet',
			description: `The list may be partial, in another order or of another LinkedIn account. ${NOBODY_LOST}`,
		};
	}
	if (doubt.kind === 'newStart') {
		return {
			message: 'New Connection starts again from another list, and nobody on it was returned',
			description:
				'OutX returned it several times, or returned none before. If this is not expected, check which LinkedIn account OutX acts for',
		};
	}
	const more = `${doubt.count} new connections at once, more than '${maximumNew.displayName}' (${maximum})`;
	if (doubt.kind === 'skipped') {
		return {
			message: `${more}: they were skipped`,
			description: `They count as known from now on, because '${whenMore.displayName}' is set to skip them`,
		};
	}
	return {
		message: `${more}: none was returned, so that nobody is contacted by accident`,
		description: `If they are new, set '${maximumNew.displayName}' to ${doubt.count} or more: the next check returns them. If they are not, set '${whenMore.displayName}' to Skip Them`,
	};
}
