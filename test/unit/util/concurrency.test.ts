import { forEachConcurrently } from '../../../nodes/shared/util/concurrency';

describe('forEachConcurrently', () => {
	const turn = () => new Promise((resolve) => setImmediate(resolve));

	test.each([
		[1, 7],
		[3, 10],
		[10, 3],
		[5, 0],
	])('at most %d, for %d items, each once', async (limit, count) => {
		let running = 0;
		let most = 0;
		const done: Array<[string, number]> = [];
		await forEachConcurrently(
			limit,
			Array.from({ length: count }, (_, i) => `item ${i}`),
			async (item, index) => {
				most = Math.max(most, ++running);
				await turn();
				running--;
				done.push([item, index]);
			},
		);
		expect(done).toEqual(Array.from({ length: count }, (_, i) => [`item ${i}`, i]));
		expect(most).toBe(Math.min(limit, count));
	});

	test('none is begun when it is enough, and those begun are waited for', async () => {
		const begun: number[] = [];
		const ended: number[] = [];
		const work = async (item: number) => {
			begun.push(item);
			await turn();
			ended.push(item);
		};
		await forEachConcurrently(2, [1, 2, 3, 4, 5, 6], work, () => ended.length >= 2);
		expect(begun.length).toBeLessThanOrEqual(4);
		expect(ended).toEqual(begun);
	});

	test('what goes wrong is not swallowed', async () => {
		const work = (item: number) =>
			item === 2 ? Promise.reject(new Error('words')) : Promise.resolve();
		await expect(forEachConcurrently(2, [1, 2, 3], work)).rejects.toThrow('words');
	});
});
