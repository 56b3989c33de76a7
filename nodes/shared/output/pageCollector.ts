import type { IDataObject } from 'n8n-workflow';

/** After this many pages in a row without anything new, the server repeats itself. */
const MOST_BARREN = 3;

/** Compares no more than it has to: pages are usually told apart by their first result. */
const isSame = (page: readonly IDataObject[], other: readonly IDataObject[]) =>
	page.length === other.length &&
	page.every((result, nth) => JSON.stringify(result) === JSON.stringify(other[nth]));

/** Collects pages that may overlap, because the list can move while it is read. */
export class PageCollector {
	/** How many there are. The results themselves go to the caller, so that they are not kept twice. */
	collected = 0;
	private readonly keys = new Set<string>();
	private lastPage: readonly IDataObject[] = [];
	private barren = 0;

	constructor(
		private readonly keyOf: (result: IDataObject) => string | undefined,
		private readonly limit: number,
	) {}

	/** Adds a page and returns what is new in it; undefined if the pages only repeat, so there is no more. */
	add(page: readonly IDataObject[]): IDataObject[] | undefined {
		if (page.length === 0 || isSame(page, this.lastPage)) return undefined;
		this.lastPage = page;
		const fresh: IDataObject[] = [];
		for (const result of page) {
			const key = this.keyOf(result);
			const known = key !== undefined && this.keys.has(key);
			if (known || this.full) continue;
			if (key !== undefined) this.keys.add(key);
			this.collected++;
			fresh.push(result);
		}
		this.barren = fresh.length > 0 ? 0 : this.barren + 1;
		return this.barren < MOST_BARREN ? fresh : undefined;
	}

	get full(): boolean {
		return this.collected >= this.limit;
	}

	get missing(): number {
		return this.limit - this.collected;
	}
}
