import type { IDataObject, IExecuteData, IExecuteSingleFunctions } from 'n8n-workflow';

/**
 * n8n starts the requests of all items of a declarative node at once. Here they take turns in the order of the items,
 * so that a thousand items are not a thousand requests in one moment, and so that the first one that fails is the last
 * one that was sent. A turn begins after n8n has handed over the items: by then every item's input was checked.
 */
export class Turns {
	/** Set when the run is lost: nothing more is sent. */
	stopped = false;

	private last: Promise<unknown> = Promise.resolve();

	/** @param results What was changed for which item, also in earlier tries of the same run. */
	constructor(readonly results = new Map<number, IDataObject[]>()) {}

	async take<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.last.then(work);
		this.last = turn.catch(() => undefined);
		return await turn;
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
	const turns = new Turns(context.getNode().type.endsWith('Tool') ? undefined : begun?.results);
	turnsOfRuns.set(run, turns);
	return turns;
}
