import { DeduplicationStore } from '../support/engine';
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
			return await record(marks, scope, node, { ...options, maxEntries: 8 });
		};
		const options = { sendOncePerRecipient: 'node' };
		for (const item of stage.connections(8)) await sending.send([item], {}, { options });
		expect([...store.rows.keys()].map((row) => store.entries(row).length)).toEqual([8]);
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
			this.overwritten += this.count() - before;
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
		const [{ note, keep }] = loaded;
		const context = stage.engine.context('outx', {});
		return async (mark: string) => {
			const known = present(await note(context, [mark], 'node'));
			if (known.size === 0) await keep(context, [mark], 'node');
			return known;
		};
	}

	test('lose no mark, though their writes overwrite each other', async () => {
		const store = new SlowStore();
		stage.engine.useStore(store);
		const workers = [await startWorker(), await startWorker()];
		const marks = Array.from({ length: 20 }, (_, index) => `mark ${index}`);
		await Promise.all(
			workers.map(async (remember, nth) => {
				for (const mark of marks) {
					expect(await remember(`${mark} of ${nth}`)).toEqual(new Set());
				}
			}),
		);
		// The test is worth something only if marks were really overwritten on the way.
		expect(store.overwritten).toBeGreaterThan(0);
		for (const [nth, remember] of workers.entries()) {
			for (const mark of marks) {
				expect(await remember(`${mark} of ${nth}`)).toEqual(new Set([`${mark} of ${nth}`]));
			}
		}
	});

	const collision = new Error('UNIQUE constraint failed: processed_data');

	test('which collide on the very first mark of a node get by', async () => {
		jest.spyOn(stage.store, 'checkProcessedAndRecord').mockRejectedValueOnce(collision);
		const remember = await startWorker();
		expect(await remember('mark')).toEqual(new Set());
	});

	test('do not take their own mark for one of before when they had to write twice', async () => {
		jest.spyOn(stage.store, 'checkProcessedAndRecord').mockImplementationOnce(async () => {
			await sleep(20);
			throw collision;
		});
		const remember = await startWorker();
		const first = remember('mark');
		await sleep(10);
		expect(await Promise.all([first, remember('another'), remember('a third')])).toEqual([
			new Set(),
			new Set(),
			new Set(),
		]);
	});
});
