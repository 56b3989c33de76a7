import { createHash } from 'node:crypto';

import type {
	DeduplicationItemTypes,
	DeduplicationMode,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/** One row of n8n's table: hashes in mode `entries`, the highest value in the other modes. */
export interface Row {
	mode: DeduplicationMode;
	data: string[] | DeduplicationItemTypes;
}

const MODE_CONFLICT =
	'Deduplication data was originally saved with an incompatible setting of the ‘Keep Items Where’ parameter. Try ’Clean Database’ operation to reset.';

/** What n8n writes in place of a value. */
export function hashOf(value: DeduplicationItemTypes): string {
	return createHash('md5').update(String(value)).digest('base64');
}

/**
 * Stands in for the table in which n8n's server keeps what its deduplication helpers record. As there, a node or
 * workflow has one row, which is read, changed and written as a whole without a lock.
 */
export class DeduplicationStore implements IDataDeduplicator {
	readonly rows = new Map<string, Row>();

	/** How often something was recorded. */
	calls = 0;

	/** The hashes in a row. */
	entries(name: string): readonly string[] {
		return entriesOf(this.rows.get(name));
	}

	/** What happens between reading a row and writing it; a database takes a moment. */
	protected async betweenReadAndWrite(): Promise<void> {}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		{ mode, maxEntries }: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		this.calls++;
		const name = rowName(scope, context);
		const row = this.read(name);
		if (row && row.mode !== mode) throw new Error(MODE_CONFLICT);
		await this.betweenReadAndWrite();
		if (mode !== 'entries') return this.recordLatest(name, row, items, mode);

		const known = entriesOf(row);
		const isNew = (item: DeduplicationItemTypes) => !known.includes(hashOf(item));
		const found = { new: items.filter(isNew), processed: items.filter((item) => !isNew(item)) };
		const data = [...known, ...found.new.map(hashOf)];
		this.write(name, { mode, data: maxEntries ? data.slice(-maxEntries) : data }, row);
		return found;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		{ mode }: ICheckProcessedOptions,
	): Promise<void> {
		if (mode !== 'entries') {
			throw new Error('Removing processed data is not possible in mode "latest"');
		}
		const name = rowName(scope, context);
		const row = this.read(name);
		if (!row || !Array.isArray(row.data)) return;
		await this.betweenReadAndWrite();
		for (const hash of items.map(hashOf)) {
			const index = row.data.indexOf(hash);
			if (index >= 0) row.data.splice(index, 1);
		}
		this.write(name, row, row);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		await Promise.resolve(this.rows.delete(rowName(scope, context)));
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		{ mode }: ICheckProcessedOptions,
	): Promise<number> {
		const row = this.read(rowName(scope, context));
		return await Promise.resolve(mode === 'entries' ? entriesOf(row).length : 0);
	}

	private read(name: string): Row | undefined {
		return structuredClone(this.rows.get(name));
	}

	/** A row that nobody had written when it was read is inserted, which the database refuses when somebody has since. */
	private write(name: string, row: Row, seen: Row | undefined): void {
		if (!seen && this.rows.has(name)) {
			throw new Error(
				'SQLITE_CONSTRAINT: UNIQUE constraint failed: processed_data.workflowId, processed_data.context',
			);
		}
		this.rows.set(name, row);
	}

	private recordLatest(
		name: string,
		row: Row | undefined,
		items: DeduplicationItemTypes[],
		mode: DeduplicationMode,
	): IDeduplicationOutput {
		const order = (value: unknown) =>
			mode === 'latestDate' ? Date.parse(String(value)) : Number(value);
		const highest = row ? order(row.data) : -Infinity;
		const isNew = (item: DeduplicationItemTypes) => order(item) > highest;
		const found = { new: items.filter(isNew), processed: items.filter((item) => !isNew(item)) };
		const latest = found.new.toSorted((a, b) => order(a) - order(b)).at(-1);
		if (latest !== undefined) this.write(name, { mode, data: latest }, row);
		return found;
	}
}

function rowName(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData) {
	if (scope === 'workflow') return `${workflow.id}/`;
	if (node) return `${workflow.id}/n:${node.id}`;
	throw new Error("No node information has been provided and so cannot use scope 'node'");
}

function entriesOf(row: Row | undefined): string[] {
	return Array.isArray(row?.data) ? row.data : [];
}
