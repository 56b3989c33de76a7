import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Call } from './call';
import type { NodeMemory } from './memory';
import { InputProblem } from './problem';
import { forget, note, remember, type Scope } from './store';

/** What an action reaches: the kind of action and the person or post. */
export interface Target {
	kind: string;
	key: string;
}

export type Verdict =
	| { go: true }
	/** The same call was answered before, in an earlier try of this node. */
	| { go: false; answered: IDataObject }
	/** The same call was made before, and nobody knows what became of it. */
	| { go: false; unsure: true }
	| { go: false; skip: IDataObject };

const AGAIN = {
	created:
		'n8n ran this execution again from its start. OutX had already accepted this action, so it was not sent a second time',
	unknown:
		'n8n ran this execution again from its start. This action was begun before and its outcome is unknown, so it was not sent a second time. Look in OutX or on LinkedIn whether it was done',
};

/** Sees to it that nothing is done twice: not by a second try, not by a second run, not to the same person. */
export class Once {
	private readonly execution: string | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly memory: NodeMemory,
		private readonly perRecipient: Scope | undefined,
	) {
		const id = context.getExecutionId();
		// Executions that n8n does not number are not run again either.
		this.execution = id && /^[\w-]+$/.test(id) && id !== '__UNKNOWN__' ? id : undefined;
	}

	/** To be asked before the delay between items; marks the recipient, if that is wanted. */
	async mayReach(place: string, call: Call, target: Target): Promise<Verdict> {
		const slot = this.memory.at(place);
		if (slot?.state === 'created') return { go: false, answered: slot.body ?? {} };
		if (slot?.state === 'trying') return { go: false, unsure: true };
		if (!this.perRecipient) return { go: true };
		const known = await remember(this.context, [personMark(target)], this.perRecipient);
		if (known === undefined) throw new InputProblem(...NO_MEMORY);
		if (!known.has(personMark(target))) return { go: true };
		const again = await this.ranBefore(call, target, this.memory.begin(place, targetName(target)));
		this.memory.undo(place, targetName(target));
		const where = this.perRecipient === 'node' ? 'This node' : 'This workflow';
		const reason = `${where} has already contacted this recipient`;
		return again ?? { go: false, skip: skippedItem(call, 'already_contacted', reason) };
	}

	/** To be asked last thing before the request: from here on, nobody makes this call again. */
	async begin(place: string, call: Call, target: Target): Promise<Verdict> {
		const nth = this.memory.begin(place, targetName(target));
		if (this.execution === undefined) return { go: true };
		const mark = this.attemptMark(target, nth);
		const known = await remember(this.context, [mark], 'node');
		return known?.has(mark) ? this.didBefore(call, mark) : { go: true };
	}

	async created(place: string, target: Target, body: IDataObject): Promise<void> {
		const nth = this.memory.at(place)?.nth ?? 0;
		this.memory.created(place, body);
		if (this.execution !== undefined) {
			await quietly(note(this.context, `${this.attemptMark(target, nth)}|created`, 'node'));
		}
	}

	/** It is certain that nothing was done: it may be tried again. */
	async undo(place: string, target: Target): Promise<void> {
		const nth = this.memory.at(place)?.nth ?? 0;
		this.memory.undo(place, targetName(target));
		if (this.execution !== undefined) {
			await quietly(forget(this.context, [this.attemptMark(target, nth)], 'node'));
		}
		if (this.perRecipient) {
			await quietly(forget(this.context, [personMark(target)], this.perRecipient));
		}
	}

	private async ranBefore(call: Call, target: Target, nth: number): Promise<Verdict | undefined> {
		if (this.execution === undefined) return undefined;
		const mark = this.attemptMark(target, nth);
		const known = await remember(this.context, [mark], 'node');
		if (known?.has(mark)) return await this.didBefore(call, mark);
		await forget(this.context, [mark], 'node');
		return undefined;
	}

	private async didBefore(call: Call, mark: string): Promise<Verdict> {
		const created = `${mark}|created`;
		const known = await remember(this.context, [created], 'node');
		const outcome = known?.has(created) ? 'created' : 'unknown';
		// The store can only be asked by writing.
		if (outcome === 'unknown') await forget(this.context, [created], 'node');
		return {
			go: false,
			skip: skippedItem(call, 'already_attempted', AGAIN[outcome], { outcome }),
		};
	}

	private attemptMark(target: Target, nth: number): string {
		return `attempt|${this.execution}|${targetName(target)}|${nth}`;
	}
}

const NO_MEMORY = [
	"'Send Once Per Recipient' does not work here, so nothing was sent",
	'This n8n cannot remember recipients. Remove the option, or run the workflow on an n8n server',
] as const;

const targetName = (target: Target) => `${target.kind}|${target.key}`;
const personMark = (target: Target) => `once|${targetName(target)}`;

/** What was done is done: a mark that cannot be written any more must not make it look undone. */
async function quietly(work: Promise<void>): Promise<void> {
	await work.catch(() => undefined);
}

/** The item of somebody who was not reached, on purpose. Names the person or post, not what would have been sent. */
export function skippedItem(
	call: Call,
	status: 'already_contacted' | 'already_attempted' | 'not_attempted',
	reason: string,
	more: IDataObject = {},
): IDataObject {
	const whom = Object.entries(call.body ?? {}).filter(([name]) =>
		/_urn$|^(?:post_)?id$/.test(name),
	);
	return { skipped: true, status, reason, ...more, ...Object.fromEntries(whom) };
}
