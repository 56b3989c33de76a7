import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { cleanText } from '../util/text';
import { isObject } from '../util/guards';
import type { ApiRequest } from '../api/types';
import type { Attempts } from './attempts';
import { cancelSignal } from '../util/context';
import { InputError } from '../input/inputError';
import { AGAIN, skippedItem } from './skipped';
import { forget, forgetSurely, isNoted, keep, note, type Scope } from './marks';

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

type Found = 'new' | 'attempted' | 'contacted' | 'no store';

/** Sees to it that nothing is done twice: not by a second try, not by a second run, not to the same person. */
export class SendOnce {
	private readonly execution: string | undefined;
	private lastAnswer: string | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly memory: Attempts,
		private readonly perRecipient: Scope | undefined,
	) {
		const id = context.getExecutionId();
		// Executions that n8n does not number are not run again either.
		this.execution = id && /^[\w-]+$/.test(id) && id !== '__UNKNOWN__' ? id : undefined;
	}

	/** To be asked before the delay between items. Notes nothing: the run may be stopped in the delay. */
	async mayReach(
		place: string,
		request: ApiRequest,
		target: Target,
		delayed: boolean,
	): Promise<Verdict> {
		const slot = this.memory.at(place);
		if (slot?.state === 'created') return { go: false, answered: slot.body ?? {} };
		if (slot?.state === 'skipped') return { go: false, skip: slot.body ?? {} };
		if (slot?.state === 'trying') return { go: false, unsure: true };
		// Without a delay `begin` comes at once, and finds out for less.
		if (!this.perRecipient || !delayed) return { go: true };
		const known = await isNoted(this.context, personMark(target), this.perRecipient);
		return known ? await this.reachedBefore(place, request, target) : { go: true };
	}

	/** To be asked last thing before the request: from here on, nobody makes this call again. */
	async begin(place: string, request: ApiRequest, target: Target): Promise<Verdict> {
		const { context, memory } = this;
		const nth = memory.begin(place, targetName(target));
		const attempt = this.execution && this.attemptMark(target, nth);
		let found: Found;
		try {
			found = await this.noteDown(attempt, target);
			if (attempt && found === 'attempted') return await this.didBefore(place, request, attempt);
		} catch (broken) {
			await this.release(place, target);
			throw new NodeOperationError(context.getNode(), NOT_NOTED, { description: said(broken) });
		}
		if (found !== 'new') await this.release(place, target);
		if (found === 'no store') throw new InputError(...NO_MEMORY);
		if (found === 'contacted') return { go: false, skip: this.contacted(request) };
		// Stopped meanwhile: nothing leaves any more, and nobody is to count as reached.
		if (cancelSignal(context)?.aborted) await this.undo(place, target);
		return { go: true };
	}

	/** First the attempt: should n8n die between the two, nobody counts as reached who was not even attempted. */
	private async noteDown(attempt: string | undefined, target: Target): Promise<Found> {
		const { context, perRecipient } = this;
		const attempts = attempt ? [attempt] : [];
		const known = attempts.length > 0 ? await note(context, attempts, 'node') : undefined;
		if (attempt && known?.has(attempt)) return 'attempted';
		const persons = perRecipient ? [personMark(target)] : [];
		if (perRecipient) {
			const reached = await note(context, persons, perRecipient);
			if (!reached) return 'no store';
			if (reached.size > 0) return 'contacted';
		}
		await Promise.all([
			known && keep(context, attempts, 'node'),
			perRecipient && keep(context, persons, perRecipient),
		]);
		return 'new';
	}

	async created(place: string, target: Target, body: IDataObject): Promise<void> {
		const nth = this.memory.at(place)?.nth ?? 0;
		this.memory.created(place, body);
		if (this.execution !== undefined) {
			this.lastAnswer = `${this.attemptMark(target, nth)}|created`;
			await quietly(note(this.context, [this.lastAnswer], 'node'));
		}
	}

	/** To be called when all was sent. Each write repeats those before it, so the last one stands for all. */
	async settle(): Promise<void> {
		if (this.lastAnswer) await quietly(keep(this.context, [this.lastAnswer], 'node'));
	}

	/** It is certain that nothing was done: it may be tried again. */
	async undo(place: string, target: Target): Promise<void> {
		await this.release(place, target);
		if (this.perRecipient) {
			await quietly(forgetSurely(this.context, [personMark(target)], this.perRecipient));
		}
	}

	private async release(place: string, target: Target): Promise<void> {
		const nth = this.memory.at(place)?.nth ?? 0;
		this.memory.undo(place, targetName(target));
		if (this.execution !== undefined) {
			await quietly(forget(this.context, [this.attemptMark(target, nth)], 'node'));
		}
	}

	/** Somebody who is known was reached by this execution before n8n ran it again, or by another. */
	private async reachedBefore(
		place: string,
		request: ApiRequest,
		target: Target,
	): Promise<Verdict> {
		const nth = this.memory.begin(place, targetName(target));
		const attempt = this.execution && this.attemptMark(target, nth);
		if (attempt && (await isNoted(this.context, attempt, 'node'))) {
			return await this.didBefore(place, request, attempt);
		}
		this.memory.undo(place, targetName(target));
		return { go: false, skip: this.contacted(request) };
	}

	private async didBefore(place: string, request: ApiRequest, attempt: string): Promise<Verdict> {
		const created = await isNoted(this.context, `${attempt}|created`, 'node');
		const outcome = created ? 'created' : 'unknown';
		const skip = skippedItem(request, 'already_attempted', AGAIN[outcome], { outcome });
		this.memory.skipped(place, skip);
		return { go: false, skip };
	}

	private contacted(request: ApiRequest): IDataObject {
		const where = this.perRecipient === 'node' ? 'This node' : 'This workflow';
		const reason = `${where} has already contacted this recipient`;
		return skippedItem(request, 'already_contacted', reason);
	}

	private attemptMark(target: Target, nth: number): string {
		return `attempt|${this.execution}|${targetName(target)}|${nth}`;
	}
}

const NO_MEMORY = [
	"'Send Once Per Recipient' does not work here, so nothing was sent",
	'This n8n cannot remember recipients. Remove the option, or run the workflow on an n8n server',
] as const;

const NOT_NOTED = 'n8n could not note this action beforehand, so it was not done';

/** What a database says is for the administrator. */
const said = (broken: unknown) =>
	`Its database answered: ${isObject(broken) ? cleanText(String(broken.message)) : 'nothing'}. Run the workflow again`;

const targetName = (target: Target) => `${target.kind}|${target.key}`;
const personMark = (target: Target) => `once|${targetName(target)}`;

/** What was done is done: a mark that cannot be written any more must not make it look undone. */
async function quietly(work: Promise<unknown>): Promise<void> {
	await work.catch(() => undefined);
}
