import { outxId, outxIdIn } from '../../../nodes/shared/input/outxIds';
import { refusalOf } from '../support/refusal';
import { expectRefused, UUID } from '../support/targets';

describe('an OutX ID', () => {
	test.each([UUID, UUID.toUpperCase(), ` ${UUID}\n`, `\u200b${UUID}`])('%j', (input) => {
		expect(outxId(input, 'The Field').toLowerCase()).toBe(UUID);
	});

	test.each([
		...['12345', 'undefined', 'null', '[object Object]', '{{ $json.api_agent_task_id }}'],
		...[UUID.slice(1), `${UUID}0`, UUID.replaceAll('-', ''), UUID.replace('e', 'g')],
		...[`${UUID},${UUID}`, `{${UUID}}`, `urn:uuid:${UUID}`, `https://x.example/${UUID}`],
	])('refuses %j', (input) => {
		expectRefused(outxId, input, 'is not an OutX ID');
	});

	test('refuses nothing, and says where a task id comes from', () => {
		expectRefused(outxId, ' ', 'is empty');
		for (const input of ['', 'x']) {
			const { hint } = refusalOf(() => outxId(input, 'Task ID'));
			expect(hint).toContain('api_agent_task_id');
		}
	});

	test('may be inside an address', () => {
		const address = `https://mentions.outx.ai/watchlist/${UUID}/posts?x=1`;
		expect(outxIdIn(address, 'The Field')).toBe(UUID);
		expect(outxIdIn(` ${UUID} `, 'The Field')).toBe(UUID);
		expectRefused(outxIdIn, 'https://mentions.outx.ai/watchlist/', 'is not an OutX ID');
		expectRefused(outxIdIn, `see ${UUID}`, 'is not an OutX ID');
		expectRefused(outxIdIn, '', 'is empty');
	});
});
