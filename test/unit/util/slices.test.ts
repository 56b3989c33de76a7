import { mapInSlices } from '../../../nodes/shared/util/slices';

describe('mapInSlices', () => {
	test.each([0, 1, 49, 50, 51, 1000])('maps %d items, in order', async (count) => {
		const items = Array.from({ length: count }, (_, nth) => nth);
		expect(await mapInSlices(items, (nth) => nth * 2)).toEqual(items.map((nth) => nth * 2));
	});

	test('lets other work run in between', async () => {
		let turns = 0;
		const timer = setInterval(() => turns++, 1);
		const busy = (ms: number) => {
			for (const end = Date.now() + ms; Date.now() < end; );
		};
		await mapInSlices(Array.from({ length: 200 }), () => {
			busy(1);
		});
		clearInterval(timer);
		// 200 ms of work in slices of 50 ms.
		expect(turns).toBeGreaterThanOrEqual(3);
	}, 30_000);
});
