import { InputError } from '../input/inputError';
import { acceptedMark, addressMark, personMark, type TargetedRequest } from './action';
import type { Marks } from './marks';

export type Contact = 'contacted' | 'perhaps_contacted' | 'not_contacted';

/** Whether Send Once Per Recipient remembers a contact. */
export async function checkContact(marks: Marks, request: TargetedRequest): Promise<Contact> {
	const [attempted, accepted, ...addresses] = marksAt(request);
	const there = await marks.peek([attempted, accepted, ...addresses]);
	if (!there) throw new InputError(...NO_HISTORY);
	if (addresses.some((mark) => there.has(mark))) return 'contacted';
	if (!there.has(attempted)) return 'not_contacted';
	return there.has(accepted) ? 'contacted' : 'perhaps_contacted';
}

/** Returns what was remembered before. */
export async function forgetContact(marks: Marks, request: TargetedRequest): Promise<Contact> {
	const before = await checkContact(marks, request);
	await marks.release(marksAt(request));
	return before;
}

function marksAt(
	request: TargetedRequest,
): [attempted: string, accepted: string, ...addresses: string[]] {
	const mark = personMark(request);
	const addresses = request.address === undefined ? [] : [addressMark(request)];
	return [mark, acceptedMark(mark), ...addresses];
}

const NO_HISTORY = [
	'This n8n cannot remember recipients, so there is no contact history',
	'Run the workflow on an n8n server',
] as const;
