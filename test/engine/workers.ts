import { DeduplicationStore, type Engine } from '../support/engine';
import { sleep } from './stage';

/** What a check of marks waits for at least. */
const SHORTEST_PAUSE_MS = 40;
const MOST_RACES = 20;

/** A store that takes its time between reading a row and writing it, as n8n's database does. */
export class SlowStore extends DeduplicationStore {
	overwritten = 0;

	slowestMs = 0;

	override async betweenReadAndWrite() {
		const [before, start] = [this.count(), Date.now()];
		await sleep(2 + Math.random() * 6);
		// What another worker has added or removed meanwhile, this write undoes.
		this.overwritten += Math.abs(this.count() - before);
		this.slowestMs = Math.max(this.slowestMs, Date.now() - start);
	}

	private count() {
		return [...this.rows.keys()].reduce((sum, row) => sum + this.entries(row).length, 0);
	}
}

/** A part of the package, loaded once more, as another process would. */
export async function loadAgain<T>(load: () => Promise<T>): Promise<T> {
	const loaded: T[] = [];
	await jest.isolateModulesAsync(async () => {
		loaded.push(await load());
	});
	return loaded[0];
}

/**
 * Lets workers write at the same moment. They share this process, and what holds it up between reading and writing is no
 * test of them, so then they race again.
 */
export async function race<T>(
	engine: Pick<Engine, 'useStore'>,
	run: (store: SlowStore) => Promise<T>,
): Promise<T> {
	for (let races = 1; ; races++) {
		const store = new SlowStore();
		engine.useStore(store);
		const result = await run(store);
		if (store.slowestMs < SHORTEST_PAUSE_MS / 2) return result;
		if (races === MOST_RACES) throw new Error('This machine is too busy for races');
	}
}
