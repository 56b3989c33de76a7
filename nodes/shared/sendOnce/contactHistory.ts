import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../input/inputError';
import { Marks } from './marks';
import type { Scope } from './marksRow';
import { acceptedMark, addressMark, personMark, type Target } from './action';

export type Contact = 'contacted' | 'perhaps_contacted' | 'not_contacted';

/** The recipients that Send Once Per Recipient remembers. */
export class ContactHistory {
	private readonly marks: Marks;

	constructor(context: IExecuteFunctions, scope: Scope) {
		this.marks = new Marks(context, scope);
	}

	async check(target: Target): Promise<Contact> {
		const [attempted, accepted, ...addresses] = marksAt(target);
		const there = await this.marks.peek([attempted, accepted, ...addresses]);
		if (!there) throw new InputError(...NO_HISTORY);
		if (addresses.some((mark) => there.has(mark))) return 'contacted';
		if (!there.has(attempted)) return 'not_contacted';
		return there.has(accepted) ? 'contacted' : 'perhaps_contacted';
	}

	async forget(target: Target): Promise<Contact> {
		const before = await this.check(target);
		await this.marks.release(marksAt(target));
		return before;
	}

	async forgetAll(): Promise<void> {
		await this.marks.clear();
	}
}

function marksAt(target: Target): [attempted: string, accepted: string, ...addresses: string[]] {
	const mark = personMark(target);
	const addresses = target.address === undefined ? [] : [addressMark(target)];
	return [mark, acceptedMark(mark), ...addresses];
}

const NO_HISTORY = [
	'This n8n cannot remember recipients, so there is no contact history',
	'Run the workflow on an n8n server',
] as const;
