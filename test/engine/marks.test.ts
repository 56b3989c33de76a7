import { DeduplicationStore } from '../support/engine';
import { hashOf } from '../support/engine/deduplicationStore';
import { present } from '../support/json';
import { Sending } from './sending';
import { setUpStage, sleep } from './stage';

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

describe('two workers that write at the same moment', () => {
	/** A store that takes its time between reading a row and writing it, as n8n's database does. */
	class SlowStore extends DeduplicationStore {
		overwritten = 0;

		override async betweenReadAndWrite() {
			const before = this.count();
			await sleep(2 + Math.random() * 6);
			// What another worker has added or removed meanwhile, this write undoes.
			this.overwritten += Math.abs(this.count() - before);
		}

		private count() {
			return [...this.rows.keys()].reduce((sum, row) => sum + this.entries(row).length, 0);
		}
	}

	/** The part of the package that remembers, loaded once more, as another process would. */
	async function startWorker() {
		const loaded: Array<typeof import('../../nodes/shared/sendOnce/marks')> = [];
		await jest.isolateModulesAsync(async () => {
			loaded.push(await import('../../nodes/shared/sendOnce/marks'));
		});
		const [{ Marks }] = loaded;
		return new Marks(stage.engine.context('outx', {}), 'node');
	}

	const people = Array.from({ length: 20 }, (_, nth) => `person ${nth}`);

	async function startRace() {
		const store = new SlowStore();
		stage.engine.useStore(store);
		return { store, workers: [await startWorker(), await startWorker()] };
	}

	test('lose no mark, though their writes overwrite each other', async () => {
		const { store, workers } = await startRace();
		await Promise.all(
			workers.map(async (worker, nth) => {
				for (const person of people) {
					expect(await worker.claim([`attempt ${nth} at ${person}`], [])).toEqual(new Set());
				}
			}),
		);
		// The test is worth something only if marks were really overwritten on the way.
		expect(store.overwritten).toBeGreaterThan(0);
		for (const [nth, worker] of workers.entries()) {
			const marks = people.map((person) => `attempt ${nth} at ${person}`);
			expect(await worker.peek(marks)).toEqual(new Set(marks));
		}
	});

	test('never both take the same person', async () => {
		const { store, workers } = await startRace();
		const takenBy = await Promise.all(
			workers.map(async (worker, nth) => {
				const mine: string[] = [];
				for (const person of people) {
					const taken = present(await worker.claim([`attempt ${nth} at ${person}`], [person]));
					if (!taken.has(person)) mine.push(person);
				}
				return mine;
			}),
		);
		expect(store.overwritten).toBeGreaterThan(0);
		expect(takenBy.flat().sort()).toEqual([...people].sort());
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
		const { store, workers } = await startRace();
		await Promise.all(
			workers.map(async (worker, nth) => {
				for (const person of people) {
					const marks = [`attempt ${nth} at ${person}`, `${person} by ${nth}`];
					await worker.claim(marks.slice(0, 1), marks.slice(1));
					if (nth === 0) await worker.release(marks);
				}
			}),
		);
		expect(store.overwritten).toBeGreaterThan(0);
		const by = (nth: number) => people.map((person) => `${person} by ${nth}`);
		expect(await workers[1].peek([...by(0), ...by(1)])).toEqual(new Set(by(1)));
	});

	test('record nothing when they only ask', async () => {
		const { workers } = await startRace();
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
