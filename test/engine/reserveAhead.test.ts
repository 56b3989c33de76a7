import { hashOf } from '../support/engine/deduplicationStore';
import { textOf } from '../support/json';
import { startStrangeServer } from '../support/strangeServer';
import { CONTINUE, SEND } from './sending';
import { setUpStage, sleep } from './stage';

const stage = setUpStage();

/** An OutX that accepts messages after some time, and looks into n8n's store whenever one arrives. */
async function startOutx(answerMs: number, refuseNth?: number) {
	const seen: Array<{ recipient: string; marks: readonly string[] }> = [];
	const server = await startStrangeServer(async ({ body, nth, response }) => {
		const [row = ''] = [...stage.store.rows.keys()];
		seen.push({ recipient: textOf(body.recipient_urn), marks: [...stage.store.entries(row)] });
		await sleep(answerMs);
		if (nth === refuseNth) response.statusCode = 400;
		return nth === refuseNth
			? { error: 'No' }
			: { success: true, api_agent_task_id: `task-${nth}`, message: 'created' };
	});
	return { ...server, seen };
}

const personMark = (recipient: string) =>
	hashOf(`once|/linkedin-agent/send-message|${recipient.split(':').at(-1)}`);
const once = { ...SEND, options: { sendOncePerRecipient: 'node' } };
/** The people whose marks are in the store. */
const marked = () => {
	const [row = ''] = [...stage.store.rows.keys()];
	const marks = stage.store.entries(row);
	return stage.connections(40).filter(({ json }) => marks.includes(personMark(json.urn)));
};

describe('marks that are stored ahead', () => {
	test.each([0, 100])('are there before their request leaves, which takes %d ms', async (ms) => {
		const outx = await startOutx(ms);
		const items = stage.connections(20);
		const run = await stage.outx('message.send', once, { items, sandbox: outx });
		await outx.close();
		expect(run.status).toBe('success');
		expect(outx.seen.map(({ recipient }) => recipient)).toEqual(items.map(({ json }) => json.urn));
		for (const { recipient, marks } of outx.seen) expect(marks).toContain(personMark(recipient));
	});

	test('are those of one message, when OutX takes longer than n8n', async () => {
		const outx = await startOutx(400);
		const items = stage.connections(8);
		await stage.outx('message.send', once, { items, sandbox: outx });
		await outx.close();
		const ahead = outx.seen.map(({ marks }, sent) => {
			const stored = items.filter(({ json }) => marks.includes(personMark(json.urn)));
			return stored.length - sent - 1;
		});
		expect(Math.max(...ahead)).toBeLessThanOrEqual(1);
	});

	test('hold up nothing', async () => {
		const outx = await startOutx(100);
		const start = Date.now();
		await stage.outx('message.send', once, { items: stage.connections(20), sandbox: outx });
		const tookMs = Date.now() - start;
		await outx.close();
		// Each would take 160 ms or more if it waited for its marks.
		expect(tookMs - stage.late()).toBeLessThan(20 * 135);
	});

	test('are released when the run fails', async () => {
		const outx = await startOutx(0, 12);
		const items = stage.connections(40);
		await stage.outx('message.send', once, { items, sandbox: outx });
		await outx.close();
		expect(outx.seen).toHaveLength(12);
		expect(marked()).toEqual(items.slice(0, 11));
	});

	test('are released when the run is stopped', async () => {
		const outx = await startOutx(30);
		const items = stage.connections(40);
		const cancelWhen = () => outx.seen.length === 12;
		await stage.outx('message.send', once, { items, sandbox: outx, cancelWhen });
		await sleep(1500);
		await outx.close();
		const people = marked();
		expect(people).toEqual(items.slice(0, people.length));
		// The request that was on its way keeps its mark, even if it did not arrive: nobody knows.
		expect([12, 13]).toContain(outx.seen.length);
		expect([12, 13]).toContain(people.length);
	});

	test('are not those of people behind a refusal, with Continue', async () => {
		const outx = await startOutx(0, 5);
		const items = stage.connections(12);
		const run = await stage.outx('message.send', once, {
			items,
			sandbox: outx,
			settings: CONTINUE,
		});
		await outx.close();
		expect(run.items).toHaveLength(12);
		expect(marked()).toEqual(items.filter((_, nth) => nth !== 4));
	});

	test('are not stored in a delay', async () => {
		const outx = await startOutx(0);
		const options = { ...once.options, delay: { seconds: { from: 1, to: 1 } } };
		const items = stage.connections(3);
		const running = stage.outx('message.send', { ...SEND, options }, { items, sandbox: outx });
		await sleep(1000);
		expect(marked()).toEqual(items.slice(0, 1));
		await running;
		await outx.close();
		expect(marked()).toEqual(items);
	});
});
