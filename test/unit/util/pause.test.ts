import { pause } from '../../../nodes/shared/util/pause';

/** Of an execution that nobody stops. */
const context = {
	getNode(): never {
		throw new Error('Nobody stopped it');
	},
};

/** Sets the clock after a while. */
function setClock(afterMs: number, byMs: number): void {
	const now = Date.now.bind(Date);
	const start = now();
	jest
		.spyOn(Date, 'now')
		.mockImplementation(() => (now() - start < afterMs ? now() : now() + byMs));
}

afterEach(() => {
	jest.restoreAllMocks();
});

test.each([
	['stays as it is', 0, 590],
	['is set back by an hour', -3_600_000, 590],
	['is set forward by an hour', 3_600_000, 490],
])('a pause of 600 ms ends when the clock %s', async (_, byMs, atLeast) => {
	const start = performance.now();
	setClock(100, byMs);
	await pause(context, 600);
	const took = performance.now() - start;
	expect(took).toBeGreaterThanOrEqual(atLeast);
	expect(took).toBeLessThan(3000);
});
