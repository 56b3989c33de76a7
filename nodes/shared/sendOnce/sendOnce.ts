import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { acceptedMark, addressMark, personMark, targetOf, type Action } from './action';
import type { Attempts } from './attempts';
import { Marks } from './marks';
import type { Scope } from './marksRow';
import type { Places } from './places';
import { alreadyAttempted, contactedBefore } from './skipped';
import { NO_MEMORY, notRecorded, RESERVED, type Verdict } from './verdict';

/** Makes sure that nothing is done twice: not by a retry, not by a second run, not to the same person. */
export class SendOnce {
	private readonly marks: Marks;
	/** n8n does not run an execution without a number again. */
	private readonly execution: string | undefined;
	/** Marks of accepted actions. They are stored together with the next reservation. */
	private accepted: string[] = [];

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly attempts: Attempts,
		private readonly perRecipient: Scope | undefined,
		private readonly places?: Places,
	) {
		this.marks = new Marks(context, perRecipient ?? 'node');
		const mustRemember = perRecipient !== undefined || places !== undefined;
		this.execution =
			numberOf(context) ?? (mustRemember ? `unnumbered ${Math.random()}` : undefined);
	}

	/** Stores the marks of these actions. None of them may be sent earlier. */
	async reserve(actions: readonly Action[]): Promise<Verdict[]> {
		const verdicts = actions.map((action) => this.recall(action) ?? this.places?.overLimit(action));
		const decided = await this.mark(actions.filter((_, nth) => verdicts[nth] === undefined));
		return verdicts.flatMap((verdict) => verdict ?? decided.splice(0, 1));
	}

	private recall({ key }: Action): Verdict | undefined {
		const attempt = this.attempts.at(key);
		if (!attempt) return undefined;
		const { state, body = {} } = attempt;
		if (state === 'created') return { state: 'answered', body };
		return state === 'skipped' ? { state, json: body } : { state: 'unsure' };
	}

	private async mark(actions: readonly Action[]): Promise<Verdict[]> {
		for (const { key, request } of actions) this.attempts.begin(key, targetOf(request));
		if (this.execution === undefined || actions.length === 0) return actions.map(() => RESERVED);
		const accepted = this.accepted.splice(0);
		try {
			const taken = await this.marks.claim(
				[...actions.map((action) => this.attemptMark(action)), ...accepted],
				actions.flatMap((action) => this.personMark(action)),
			);
			if (!taken && (this.perRecipient ?? this.places)) return this.refuse(actions, NO_MEMORY);
			if (!taken) return actions.map(() => RESERVED);
			return await this.limit(actions, await this.decide(actions, taken));
		} catch (thrown) {
			this.accepted.push(...accepted);
			return this.refuse(actions, notRecorded(thrown));
		}
	}

	private async decide(actions: readonly Action[], taken: ReadonlySet<string>): Promise<Verdict[]> {
		const attempted = actions.filter((action) => taken.has(this.attemptMark(action)));
		const contacted = actions.filter(
			(action) =>
				!attempted.includes(action) && this.personMark(action).some((mark) => taken.has(mark)),
		);
		const accepted = await this.peek(
			[...attempted, ...contacted].map((action) => this.acceptedMark(action)),
		);
		const superfluous = contacted.map((action) => this.attemptMark(action));
		await this.marks.remove(superfluous).catch(() => undefined);
		const verdicts = actions.map((action): Verdict => {
			const { key, request } = action;
			const isAccepted = accepted.has(this.acceptedMark(action));
			if (contacted.includes(action)) {
				if (isAccepted) this.accepted.push(...this.addressMark(action));
				return { state: 'skipped', json: contactedBefore(request, this.perRecipient, isAccepted) };
			}
			if (!attempted.includes(action)) return RESERVED;
			const json = alreadyAttempted(request, isAccepted ? 'created' : 'unknown');
			this.attempts.end(key, 'skipped', json);
			return { state: 'skipped', json };
		});
		this.forget(contacted);
		return verdicts;
	}

	/** Takes a place for each action that may be sent. Actions without a place are not attempted. */
	private async limit(actions: readonly Action[], verdicts: Verdict[]): Promise<Verdict[]> {
		const reserved = actions.filter((_, nth) => verdicts[nth] === RESERVED);
		if (!this.places || reserved.length === 0) return verdicts;
		const without = await this.places.takeFor(reserved);
		await this.release([...without.keys()]);
		return verdicts.map((verdict, nth) => without.get(actions[nth]) ?? verdict);
	}

	/** Whether nothing is left to send. Records nothing, because the execution may be stopped before it is sent. */
	async isSettled(action: Action): Promise<boolean> {
		if (this.attempts.at(action.key) ?? this.places?.overLimit(action)) return true;
		return (await this.peek(this.personMark(action))).size > 0;
	}

	private async peek(marks: readonly string[]): Promise<ReadonlySet<string>> {
		const there = marks.length > 0 && (await this.marks.peek(marks).catch(() => undefined));
		return there || new Set();
	}

	accept(action: Action, body: IDataObject): void {
		this.attempts.end(action.key, 'created', body);
		if (this.execution === undefined) return;
		this.accepted.push(this.acceptedMark(action), ...this.addressMark(action));
	}

	/** Stores the accepted marks. If that fails, the actions still count as performed. */
	async flush(): Promise<void> {
		const accepted = this.accepted.splice(0);
		if (accepted.length > 0) await this.marks.claim(accepted, []).catch(() => undefined);
	}

	/** Nothing was done, so these may be attempted again. */
	async release(actions: readonly Action[]): Promise<void> {
		const marks = [
			...actions.map((action) => this.attemptMark(action)),
			...actions.flatMap((action) => this.personMark(action)),
		];
		this.forget(actions);
		if (this.execution === undefined || marks.length === 0) return;
		await Promise.all([
			this.marks.release(marks).catch(() => undefined),
			this.places?.releaseOf(actions),
		]);
	}

	private refuse(actions: readonly Action[], verdict: Verdict): Verdict[] {
		this.forget(actions);
		return actions.map(() => verdict);
	}

	/** The last one first, so that the attempts for each target are counted as if these had never started. */
	private forget(actions: readonly Action[]): void {
		for (const { key, request } of [...actions].reverse()) {
			this.attempts.undo(key, targetOf(request));
		}
	}

	private attemptMark({ key, request }: Action): string {
		const nth = this.attempts.at(key)?.nth ?? 0;
		const { id } = this.context.getNode();
		return ['attempt', this.execution, id, targetOf(request), nth].join('|');
	}

	/** Per person, because later executions check it as well. */
	private acceptedMark(action: Action): string {
		return acceptedMark(this.perRecipient ? personMark(action.request) : this.attemptMark(action));
	}

	private addressMark({ request }: Action): string[] {
		return this.perRecipient && request.address !== undefined ? [addressMark(request)] : [];
	}

	private personMark({ request }: Action): string[] {
		return this.perRecipient ? [personMark(request)] : [];
	}
}

function numberOf(context: IExecuteFunctions): string | undefined {
	const id = context.getExecutionId();
	return id && /^[\w-]+$/.test(id) && id !== '__UNKNOWN__' ? id : undefined;
}
