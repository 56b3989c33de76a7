import type { IExecuteFunctions } from 'n8n-workflow';

import { isMissing, rowOf, type Row, type Scope } from './marksRow';

/** The oldest marks are dropped first. About half a megabyte when full. */
const OPTIONS = { mode: 'entries', maxEntries: 20_000 } as const;
const MAX_CHECKS = 8;

/**
 * The marks of a node or a workflow in n8n's deduplication store. n8n keeps them in one row, which it reads, changes and
 * writes as a whole, without a lock: another worker that read it before we wrote may overwrite what we wrote. So the
 * executions of this process write together, and a mark counts only when it was still there after a pause. On a busy
 * machine another worker may pause longer between reading and writing: with that check alone 15 of 250 marks were lost, and with
 * repetition alone 57 of 250 requests left before their marks were safe.
 * So each write also repeats the marks of the last minute.
 */
export class Marks {
	private readonly row: Row;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly scope: Scope,
	) {
		this.row = rowOf(context, scope);
	}

	/**
	 * Takes marks, and returns those that another execution has; undefined if this n8n has no store. Only this call takes the
	 * `own` ones. All are written together, so if another worker overwrites them and takes some of the `contested` ones at
	 * the same moment, these exist and the own ones do not.
	 */
	async claim(
		own: readonly string[],
		contested: readonly string[],
	): Promise<ReadonlySet<string> | undefined> {
		const { claimed } = this.row;
		const free = contested.filter((mark) => !claimed.has(mark));
		const busy = contested.filter((mark) => claimed.has(mark));
		const marks = [...own, ...free];
		return await this.row.holding(free, this, async () => {
			const there = await this.write(marks);
			if (!there) return undefined;
			const taken = new Set([...busy, ...marks.filter((mark) => there.has(mark))]);
			const witness = own.find((mark) => !taken.has(mark));
			if (witness !== undefined) await this.keep(witness, marks, taken);
			return taken;
		});
	}

	/** Checks newly written marks until they stay, and adds those that others took meanwhile to `taken`. */
	private async keep(witness: string, marks: string[], taken: Set<string>): Promise<void> {
		const ours = () => marks.filter((mark) => !taken.has(mark));
		let areKept = false;
		try {
			for (let checks = 0; !areKept; checks++) {
				if (checks === MAX_CHECKS) throw new Error('other workers keep overwriting it');
				await this.row.pause();
				const there = (await this.write(ours())) ?? new Set();
				areKept = there.has(witness);
				if (!areKept) for (const mark of ours()) if (there.has(mark)) taken.add(mark);
			}
			for (const mark of ours()) this.row.kept.set(mark, Date.now());
		} finally {
			if (!areKept) await this.withdraw([witness, ...ours()]).catch(() => undefined);
		}
	}

	/** Removes marks. Only this execution ever takes the first one. */
	async release(marks: readonly string[]): Promise<void> {
		await this.row.holding(marks, this, () => this.withdraw(marks));
	}

	/** Removes marks except the first one, which tells whether the others stay away. */
	async releaseRest(marks: readonly string[]): Promise<void> {
		await this.row.holding(marks, this, () => this.withdrawRest(marks));
	}

	private async withdraw(marks: readonly string[]): Promise<void> {
		await this.withdrawRest(marks);
		await this.remove(marks.slice(0, 1));
	}

	private async withdrawRest(marks: readonly string[]): Promise<void> {
		await this.remove(marks);
		await this.keepAway(marks);
	}

	/** If the first one exists again, another worker has restored all of them. Leaves the first one in the store. */
	private async keepAway(marks: readonly string[]): Promise<void> {
		const [witness] = marks;
		for (let checks = 0; checks < MAX_CHECKS; checks++) {
			await this.row.pause();
			const there = await this.write([witness]);
			if (!there?.has(witness)) break;
			await this.remove(marks.filter((mark) => !this.row.isOthers(mark, this)));
		}
	}

	/**
	 * Which marks exist; undefined if this n8n has no store. Only a write can tell, so marks that did not exist are removed
	 * again before this process writes anything else.
	 */
	async peek(marks: readonly string[]): Promise<ReadonlySet<string> | undefined> {
		const unknown = marks.filter((mark) => !this.row.claimed.has(mark));
		const written = [`peek|${Math.random()}`, ...unknown];
		const there = await this.row.inTurn(async () => {
			const found = await this.record(written);
			if (found) await this.removeNow(written.filter((mark) => !found.has(mark)));
			return found;
		});
		if (!there) return undefined;
		const missing = written.filter((mark) => !there.has(mark));
		if (missing.length > 1) {
			await this.keepAway(missing);
			await this.remove(missing.slice(0, 1));
		}
		return new Set(marks.filter((mark) => !missing.includes(mark)));
	}

	/** Removes all marks, including those of other nodes in this row. */
	async clear(): Promise<void> {
		await this.row.inTurn(async () => {
			this.row.kept.clear();
			await this.context.helpers.clearAllProcessedItems(this.scope, OPTIONS);
		});
	}

	async remove(marks: readonly string[]): Promise<void> {
		if (marks.length === 0) return;
		await this.row.inTurn(() => this.removeNow(marks));
	}

	private async removeNow(marks: readonly string[]): Promise<void> {
		for (const mark of marks) this.row.kept.delete(mark);
		await this.context.helpers.removeProcessed([...marks], this.scope, OPTIONS);
	}

	/** Records marks and returns those that existed before. All calls during a write share the next one. */
	private async write(marks: readonly string[]): Promise<ReadonlySet<string> | undefined> {
		const { row } = this;
		if (!row.nextWrite) {
			const together = new Set<string>();
			const there = row.inTurn(async () => {
				row.nextWrite = undefined;
				const repeated = row.repeated();
				const found = await this.record([...new Set([...together, ...repeated])]);
				if (!found || (await this.forgetIfCleared(repeated, together, found))) return found;
				// A mark that another worker overwrote is still ours.
				return new Set([...found, ...repeated]);
			});
			row.nextWrite = { marks: together, there };
		}
		for (const mark of marks) row.nextWrite.marks.add(mark);
		return await row.nextWrite.there;
	}

	/** A store that was cleared must not be filled again with its former marks. Returns whether it was. */
	private async forgetIfCleared(
		repeated: string[],
		asked: ReadonlySet<string>,
		there: ReadonlySet<string>,
	): Promise<boolean> {
		if (repeated.length === 0 || there.size > 0) return false;
		const count = await this.context.helpers.getProcessedDataCount(this.scope, OPTIONS);
		if (count > new Set([...asked, ...repeated]).size) return false;
		await this.removeNow(repeated.filter((mark) => !asked.has(mark)));
		return true;
	}

	private async record(marks: string[]): Promise<ReadonlySet<string> | undefined> {
		const { checkProcessedAndRecord } = this.context.helpers;
		const attempt = async () => {
			const { processed } = await checkProcessedAndRecord(marks, this.scope, OPTIONS);
			return new Set(processed.map(String));
		};
		try {
			return await attempt();
		} catch (thrown) {
			// Two workers that create the first mark of a node at once collide; the second attempt finds the row.
			return isMissing(thrown) ? undefined : await attempt();
		}
	}
}
