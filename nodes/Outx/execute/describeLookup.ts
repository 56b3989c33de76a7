import type { ErrorDetails } from '../../shared/api/errors';
import type { TaskResult } from '../../shared/tasks/waitForTasks';
import { describeTaskFailure } from '../../shared/tasks/describeTask';
import { cleanText } from '../../shared/util/text';
import type { Operation, PersonName } from '../operation';

/** The message for an item whose person could not be looked up. Nothing was sent, so it may run again. */
export function describeLookup(
	address: string,
	{ message, description, ...error }: ErrorDetails,
	{ acts }: Operation,
): ErrorDetails {
	const soFar = acts ? ', so nothing was sent' : '';
	const url = `https://www.linkedin.com/in/${cleanText(address, 150)}`;
	return { ...error, message: `${url} could not be looked up${soFar}: ${message}`, description };
}

export function describePendingLookup(task: TaskResult): ErrorDetails {
	const message = describeTaskFailure(task, false)?.message ?? '';
	return {
		message,
		description:
			"Raise 'Maximum Wait' and run this item again. If no task makes progress, check that Chrome is running with the OutX extension",
	};
}

/** A profile without the identifier that OutX needs. */
export const describeNamelessProfile = (taskId: string, name: PersonName): ErrorDetails => ({
	message: `OutX completed task ${cleanText(taskId, 80)} without the ${WORDS[name]} of the person`,
	description: `Use the ${WORDS[name]} instead, which Connection → Get Many returns as ${FIELDS[name]}`,
});

const WORDS: Record<PersonName, string> = { urn: 'URN', slug: 'slug' };
const FIELDS: Record<PersonName, string> = { urn: 'entity_urn', slug: 'public_identifier' };
