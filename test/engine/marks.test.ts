import { Marks } from '../../nodes/shared/sendOnce/marks';
import { hashOf } from '../support/engine/deduplicationStore';
import { present } from '../support/json';
import { Sending } from './sending';
import { setUpStage, sleep } from './stage';
import { loadAgain, race, SlowStore } from './workers';

const stage = setUpStage();
const sending = new Sending(stage);

describe('the marks', () => {
	test('are bounded, oldest out first', async () => {
		const { store } = stage;
		const limits: string[] = [];
		const record = store.checkProcessedAndRecord.bind(store);
		store.checkProcessedAndRecord = async (marks, scope, node, options) => {
			limits.push(`${options.mode},${options.maxEntries}`);
			return await record(marks, scope, node, { ...options, maxEntries: 30 });
		};
		const { helpers } = stage.engine.context('outx', {});
		const old = Array.from({ length: 30 }, (_, nth) => `old ${nth}`);
		const entries = { mode: 'entries', maxEntries: 20_000 } as const;
		await helpers.checkProcessedAndRecord(old, 'node', entries);
		const options = { sendOncePerRecipient: 'node' };
		for (const item of stage.connections(8)) {
			await sending.send([item], { id: 'id-Node' }, { options });
		}
		const rows = [...store.rows.keys()].map((row) => store.entries(row));
		for (const row of rows) expect(row.length).toBeLessThanOrEqual(30);
		expect(rows.some((row) => row.length === 30 && !row.includes(hashOf('old 0')))).toBe(true);
		expect(new Set(limits)).toEqual(new Set(['entries,20000']));
	});

	test('hold no names and no texts, and are few', async () => {
		const { store } = stage;
		const record = jest.spyOn(store, 'checkProcessedAndRecord');
		await sending.send(stage.connections(1), {}, { message: 'a secret' });
		const seen = record.mock.calls.flatMap(([marks]) => marks);
		expect(seen.join()).not.toContain('secret');
		expect(new Set(seen).size).toBe(2);
	});

	test('reading operations leave none', async () => {
		await stage.outx('company.get', { company: 'microsoft', waitForCompletion: true });
		expect(stage.store.calls).toBe(0);
	});
});

test('a mark is with one execution at a time, whoever takes it and gives it back', async () => {
	const holding = new Set<number>();
	let taken = 0;
	stage.engine.useStore(new SlowStore());
	const executions = Array.from(
		{ length: 8 },
		() => new Marks(stage.engine.context('outx', {}), 'node'),
	);
	await Promise.all(
		executions.map(async (marks, nth) => {
			for (let round = 0; round < 6; round++) {
				const own = `attempt ${round} of ${nth}`;
				const there = present(await marks.claim([own], ['person']));
				if (there.has('person')) continue;
				expect([...holding]).toEqual([]);
				holding.add(nth);
				taken++;
				await sleep(10 * Math.random());
				holding.delete(nth);
				await marks.release([own, 'person']);
			}
		}),
	);
	expect(taken).toBeGreaterThan(1);
});

describe('two workers that write at the same moment', () => {
	async function startWorker() {
		const { Marks } = await loadAgain(() => import('../../nodes/shared/sendOnce/marks'));
		return new Marks(stage.engine.context('outx', {}), 'node');
	}

	const people = Array.from({ length: 20 }, (_, nth) => `person ${nth}`);
	const startWorkers = async () => [await startWorker(), await startWorker()];

	/** Lets two workers do the same for each person, and returns what became of it. */
	async function together<T>(
		work: (worker: Marks, person: string, nth: number) => Promise<T>,
	): Promise<{ workers: Marks[]; results: T[][] }> {
		return await race(stage.engine, async (store) => {
			const workers = await startWorkers();
			const results = await Promise.all(
				workers.map(async (worker, nth) => {
					const done: T[] = [];
					for (const person of people) done.push(await work(worker, person, nth));
					return done;
				}),
			);
			// The test is worth something only if marks were really overwritten on the way.
			expect(store.overwritten).toBeGreaterThan(0);
			return { workers, results };
		});
	}

	test('lose no mark, though their writes overwrite each other', async () => {
		const { workers, results } = await together((worker, person, nth) =>
			worker.claim([`attempt ${nth} at ${person}`], []),
		);
		for (const taken of results.flat()) expect(taken).toEqual(new Set());
		for (const [nth, worker] of workers.entries()) {
			const marks = people.map((person) => `attempt ${nth} at ${person}`);
			expect(await worker.peek(marks)).toEqual(new Set(marks));
		}
	});

	test('never both take the same person', async () => {
		const { results } = await together(async (worker, person, nth) => {
			const taken = present(await worker.claim([`attempt ${nth} at ${person}`], [person]));
			return taken.has(person) ? [] : [person];
		});
		expect(results.flat(2).sort()).toEqual([...people].sort());
	});

	test('take nobody again whose mark another one overwrote', async () => {
		const worker = await startWorker();
		await worker.claim(['attempt'], people);
		const [person] = people;
		for (const row of stage.store.rows.values()) {
			row.data = [row.data]
				.flat()
				.filter((hash) => hash !== hashOf(person))
				.map(String);
		}
		expect(await worker.claim(['another attempt'], [person])).toEqual(new Set([person]));
		expect(await worker.peek(people)).toEqual(new Set(people));
	});

	test('release what they took, though their writes overwrite each other', async () => {
		const { workers } = await together(async (worker, person, nth) => {
			const marks = [`attempt ${nth} at ${person}`, `${person} by ${nth}`];
			await worker.claim(marks.slice(0, 1), marks.slice(1));
			if (nth === 0) await worker.release(marks);
		});
		const by = (nth: number) => people.map((person) => `${person} by ${nth}`);
		expect(await workers[1].peek([...by(0), ...by(1)])).toEqual(new Set(by(1)));
	});

	test('record nothing when they only ask', async () => {
		const workers = await startWorkers();
		await workers[0].claim(['attempt'], ['person 1']);
		expect(await workers[1].peek(people)).toEqual(new Set(['person 1']));
		expect(await workers[1].peek(people)).toEqual(new Set(['person 1']));
	});

	const collision = new Error('UNIQUE constraint failed: processed_data');

	test('which collide on the very first mark of a node get by', async () => {
		jest.spyOn(stage.store, 'checkProcessedAndRecord').mockRejectedValueOnce(collision);
		const worker = await startWorker();
		expect(await worker.claim(['mark'], [])).toEqual(new Set());
	});

	test('do not take their own mark for one of before when they had to write twice', async () => {
		jest.spyOn(stage.store, 'checkProcessedAndRecord').mockImplementationOnce(async () => {
			await sleep(20);
			throw collision;
		});
		const worker = await startWorker();
		const first = worker.claim(['mark'], []);
		await sleep(10);
		const others = [worker.claim(['another'], []), worker.claim(['a third'], [])];
		expect(await Promise.all([first, ...others])).toEqual([new Set(), new Set(), new Set()]);
	});

	test('leave nothing behind when the store fails before the marks are safe', async () => {
		const worker = await startWorker();
		const record = stage.store.checkProcessedAndRecord.bind(stage.store);
		const failing = new Error('database is locked');
		jest
			.spyOn(stage.store, 'checkProcessedAndRecord')
			.mockImplementationOnce(record)
			.mockRejectedValueOnce(failing)
			.mockRejectedValueOnce(failing);
		await expect(worker.claim(['attempt'], ['person'])).rejects.toThrow('database is locked');
		expect(await worker.peek(['attempt', 'person'])).toEqual(new Set());
	});
});
