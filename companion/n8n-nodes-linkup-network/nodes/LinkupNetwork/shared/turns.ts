import {
	sleep,
	type IDataObject,
	type IExecuteData,
	type IExecuteSingleFunctions,
} from 'n8n-workflow';

const PATIENCE_MS = 500;

/**
 * n8n starts the requests of all items of a declarative node at once. Here they take turns in the order of the items,
 * so that a thousand items are not a thousand requests in one moment, and so that the first one that fails is the last
 * one that was sent. A turn begins after n8n has handed over the items: by then every item's input was checked.
 */
export class Turns {
	/** Set when the run is lost: nothing more is sent. */
	stopped = false;

	/** How many items were checked so far. */
	checked = 0;

	private last: Promise<unknown> = Promise.resolve();

	private waiting?: Promise<boolean>;

	/**
	 * @param expected How many items n8n hands over before the first turn.
	 * @param results What was changed for which item, also in earlier tries of the same run.
	 */
	constructor(
		private readonly expected: number,
		readonly results = new Map<number, IDataObject[]>(),
	) {}

	/**
	 * Whether n8n got through all items. When it cannot resolve an expression of a later one, the node has failed at that
	 * moment, and n8n forgets the items it had handed over until then: they may not be sent, for nobody would hear of it.
	 */
	async complete(): Promise<boolean> {
		this.waiting ??= this.waitForAll();
		return await this.waiting;
	}

	async take<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.last.then(work);
		this.last = turn.catch(() => undefined);
		return await turn;
	}

	/** As a rule all are there at once. An n8n that takes its time gets it, as long as more items come. */
	private async waitForAll(): Promise<boolean> {
		let before = -1;
		while (this.checked < this.expected && this.checked > before) {
			before = this.checked;
			await sleep(PATIENCE_MS);
		}
		return this.checked >= this.expected;
	}
}

const turnsOfRuns = new WeakMap<IExecuteData, Turns>();

/**
 * The turns that all items of this run of the node share. Item 0 begins them. With Retry On Fail n8n runs the node
 * again on the very same data, so what was carried out before is known. (An agent's tool calls may share their data
 * without being retries, so a tool starts with nothing.)
 */
export function turnsOf(context: IExecuteSingleFunctions): Turns {
	const run = context.getExecuteData();
	const begun = turnsOfRuns.get(run);
	if (begun && context.getItemIndex() > 0) return begun;
	const turns = isTool(context) ? new Turns(1) : new Turns(itemsAtOnce(context), begun?.results);
	turnsOfRuns.set(run, turns);
	return turns;
}

function isTool(context: IExecuteSingleFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** Known only when n8n hands over all items in one go: not in batches, and not where it goes on past a bad item. */
function itemsAtOnce(context: IExecuteSingleFunctions): number {
	const interval = context.getNodeParameter('requestOptions.batching.batch.batchInterval', 0);
	if (Number(interval) > 0 || context.continueOnFail() || context.getNode().executeOnce) return 1;
	return context.getExecuteData().data.main?.[0]?.length ?? 1;
}
