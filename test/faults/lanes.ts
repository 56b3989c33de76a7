/* Runs many cells side by side: most of the time is pauses. */
import { setTimeout as sleep } from 'node:timers/promises';

import { setSpeed } from './fastTime';
import { FaultyServer } from './server';

const LANES = 8;
/** The sandbox has so many strangers to invite. */
const CELLS_PER_WORLD = 50;
const WORLD = { switches: { pickUpMs: 0, taskDelayMs: 1000, firstScanMs: 0 } };

const FAST = 40;
/** Slow enough for a machine that is busy with other things. */
const CAREFUL = 8;
/** Longer than the longest time-out. */
const DRAIN_MS = 4000;
/** Where more are wrong than that, it is not the machine. */
const MOST_DOUBTFUL = 100;

/** Runs a cell, and returns what is wrong with it. `nth` tells it from the others that its server has seen. */
type RunCell<Cell> = (server: FaultyServer, cell: Cell, nth: number) => Promise<string[]>;

export class Lanes<Cell> {
	private count = 0;

	private constructor(
		private readonly servers: readonly FaultyServer[],
		private readonly runCell: RunCell<Cell>,
	) {}

	static async open<Cell>(runCell: RunCell<Cell>): Promise<Lanes<Cell>> {
		const starting = Array.from({ length: LANES }, () => FaultyServer.start());
		return new Lanes(await Promise.all(starting), runCell);
	}

	async close(): Promise<void> {
		for (const server of this.servers) server.begin();
		// What nobody waits for any more gives up by itself, and then this process can end.
		setSpeed(FAST);
		await sleep(DRAIN_MS);
		setSpeed(1);
		await Promise.all(this.servers.map((server) => server.close()));
	}

	/**
	 * What is wrong with these cells. In fast time a busy machine looks like a server that does not answer, so what is wrong
	 * has to be wrong in slower time, too.
	 */
	async check(cells: readonly Cell[]): Promise<string[]> {
		const doubtful = await this.run(cells, FAST);
		const isCertain = doubtful.size > MOST_DOUBTFUL;
		const wrongs = isCertain ? doubtful : await this.run([...doubtful.keys()], CAREFUL);
		return [...wrongs.values()].flat();
	}

	async checkSlowly(cells: readonly Cell[]): Promise<string[]> {
		return [...(await this.run(cells, CAREFUL)).values()].flat();
	}

	private async run(cells: readonly Cell[], factor: number): Promise<Map<Cell, string[]>> {
		const wrongs = new Map<Cell, string[]>();
		const waiting = [...cells];
		setSpeed(factor);
		try {
			await Promise.all(this.servers.map((server) => this.work(server, waiting, wrongs)));
		} finally {
			setSpeed(1);
			for (const server of this.servers) server.begin();
		}
		return wrongs;
	}

	private async work(
		server: FaultyServer,
		waiting: Cell[],
		wrongs: Map<Cell, string[]>,
	): Promise<void> {
		let done = 0;
		for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
			if (done++ % CELLS_PER_WORLD === 0) server.sandbox.reset(WORLD);
			const found = await this.runCell(server, cell, this.count++);
			if (found.length > 0) wrongs.set(cell, found);
		}
	}
}
