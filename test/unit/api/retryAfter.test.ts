import { retryAfterMs } from '../../../nodes/shared/api/retryAfter';
import { NOW } from './answers';

test.each([
	['2', 2000],
	['0', 0],
	[' 7 ', 7000],
	['1.5', 1500],
	['-3', 0],
	['Wed, 01 Jul 2026 12:00:30 GMT', 30_000],
	['Wed, 01 Jul 2026 11:59:00 GMT', 0],
	['soon', undefined],
	['Infinity', undefined],
	['', undefined],
	[' ', undefined],
	[undefined, undefined],
	[null, undefined],
	[30, undefined],
	[['30'], undefined],
])('Retry-After %j is %p ms', (header, ms) => {
	expect(retryAfterMs(header, NOW)).toBe(ms);
});
