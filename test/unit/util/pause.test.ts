import { pause } from '../../../nodes/shared/util/pause';
import { movableClock } from '../../engine/clock';

/** Of an execution that nobody stops. */
const context = {
	getNode(): never {
		throw new Error('Nobody stopped it');
	},
};

afterEach(() => {
	jest.restoreAllMocks();
});

test.each([
	['stays as it is', 0, 590],
	['is set back by an hour', -3_600_000, 590],
	['is set forward by an hour', 3_600_000, 490],
])('a pause of 600 ms ends when the clock %s', async (_, byMs, atLeast) => {
	const clock = movableClock();
	const start = performance.now();
	setTimeout(() => {
		clock.advance(byMs);
	}, 100);
	await pause(context, 600);
	const took = performance.now() - start;
	expect(took).toBeGreaterThanOrEqual(atLeast);
	expect(took).toBeLessThan(3000);
});
