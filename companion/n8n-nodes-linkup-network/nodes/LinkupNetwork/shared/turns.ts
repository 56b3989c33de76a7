import type { IExecuteData, IExecuteSingleFunctions } from 'n8n-workflow';

/**
 * n8n starts the requests of all items of a declarative node at once. Here they take turns in the order of the items,
 * so that a thousand items are not a thousand requests in one moment, and so that the first one that fails is the last
 * one that was sent. A turn begins after n8n has handed over the items: by then every item's input was checked.
 */
export class Turns {
	/** Set when the run is lost: nothing more is sent. */
	stopped = false;

	/** How many items were carried out so far. */
	done = 0;

	private last: Promise<unknown> = Promise.resolve();

	async take<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.last.then(work);
		this.last = turn.catch(() => undefined);
		return await turn;
	}
}

const turnsOfRuns = new WeakMap<IExecuteData, Turns>();

/** The turns that all items of this run of the node share. Item 0 begins them: a retry is a new run. */
export function turnsOf(context: IExecuteSingleFunctions): Turns {
	const run = context.getExecuteData();
	const begun = turnsOfRuns.get(run);
	if (begun && context.getItemIndex() > 0) return begun;
	const turns = new Turns();
	turnsOfRuns.set(run, turns);
	return turns;
}
