import { setTimeout as sleep } from 'node:timers/promises';

import { textOf } from '../support/json';
import { like } from '../support/like';
import { inputsOf, invitation, refusal, setUpCompanion, success, type CompanionRun } from './stage';

const companion = setUpCompanion();

describe('what is returned', () => {
	test('the result as LinkupAPI names it, with the credits it took', async () => {
		await companion.start(() => success({ withdrawn: true, invitation_id: '7', extra: [1] }, 1));
		const { items } = await companion.run(invitation('withdraw', { invitationId: '7' }));
		expect(items).toEqual([
			{
				json: { withdrawn: true, invitation_id: '7', extra: [1], credits_consumed: 1 },
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([
		['nothing', null, { credits_consumed: 1 }],
		['a bare value', true, { data: true, credits_consumed: 1 }],
		['a field called error', { error: null }, { error_text: null, credits_consumed: 1 }],
	])('%s', async (_name, data, json) => {
		await companion.start(() => success(data));
		const parameters = invitation('accept', { entityUrn: '12', sharedSecret: 's' });
		const { items } = await companion.run(parameters);
		expect(items.map((item) => item.json)).toEqual([json]);
	});
});

const people = (...names: string[]) => names.map((name) => ({ json: { name } }));
const invite = invitation('send', { person: '={{ $json.name }}' });
const invited = () => companion.params.map(({ identifier }) => identifier);
const run = async (names: string[], options: CompanionRun = {}, parameters = invite) =>
	await companion.run(parameters, { items: people(...names), ...options });
const itemOf = (error: { context?: { itemIndex?: unknown } } | undefined) =>
	error?.context?.itemIndex;

describe('several items', () => {
	test('are processed one after another, in their order', async () => {
		let open = 0;
		let most = 0;
		await companion.start(async ({ identifier }) => {
			most = Math.max(most, ++open);
			await sleep(identifier === 'a' ? 80 : 5);
			open -= 1;
			return success({ public_identifier: identifier });
		});
		const { items } = await run(['a', 'b', 'c']);
		expect(most).toBe(1);
		expect(items.map(({ json }) => json.public_identifier)).toEqual(['a', 'b', 'c']);
		expect(inputsOf(items)).toEqual([0, 1, 2]);
	});

	test('a bad one keeps all of them from being sent', async () => {
		await companion.start();
		const { error } = await run(['a', 'b', 'no body', 'd']);
		expect(error?.message).toContain("'Person'");
		expect(itemOf(error)).toBe(2);
		expect(companion.server.requests).toHaveLength(0);
	});

	test.each([
		['stopWorkflow', []],
		['continueRegularOutput', ['a', 'b']],
	] as const)('one whose expression n8n cannot resolve, with %s', async (onError, sent) => {
		await companion.start();
		const person = "={{ $json.name === 'c' ? $('Nowhere').item.json.x : $json.name }}";
		const settings = { onError };
		const { error, items } = await run(
			['a', 'b', 'c'],
			{ settings },
			invitation('send', { person }),
		);
		expect(invited()).toEqual(sent);
		if (onError === 'stopWorkflow') expect(error?.message).toMatch(/Referenced node/);
		else expect(items[2].json).toEqual({ error: like.pattern(/Referenced node/) });
	});

	test('the first that fails is the last that is sent, and the run says what was completed before', async () => {
		await companion.start(({ identifier }) =>
			identifier === 'c' ? refusal(402, 'INSUFFICIENT_CREDITS') : success({}),
		);
		const { error } = await run(['a', 'b', 'c', 'd', 'e']);
		expect(invited()).toEqual(['a', 'b', 'c']);
		expect(error?.message).toBe('Your LinkupAPI credits are used up');
		expect(error?.description).toContain('The 2 items before this one were completed');
		expect(itemOf(error)).toBe(2);
	});

	test('Delay Between Items spaces them out', async () => {
		await companion.start();
		const { items } = await run(['a', 'b', 'c'], {}, { ...invite, options: { delay: 0.2 } });
		expect(items).toHaveLength(3);
		const times = companion.server.requests.map(({ at }) => at);
		for (const [index, at] of times.slice(1).entries()) {
			expect(at - times[index]).toBeGreaterThanOrEqual(195);
		}
	});

	test('Execute Once sends one', async () => {
		await companion.start();
		await run(['a', 'b'], { settings: { executeOnce: true } });
		expect(invited()).toEqual(['a']);
	});

	test.each([0, 30])('after a cancel no request leaves (delay: %d s)', async (delay) => {
		await companion.start(async () => {
			await sleep(delay > 0 ? 0 : 300);
			return success({});
		});
		const cancelWhen = () => companion.server.requests.length > 0;
		const parameters = { ...invite, options: { delay } };
		const { status } = await run(['a', 'b', 'c'], { cancelWhen }, parameters);
		expect(status).toBe('canceled');
		await sleep(400);
		expect(invited()).toEqual(['a']);
	});
});

describe('Retry On Fail', () => {
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	test('continues where it stopped: nobody is invited twice', async () => {
		let failed = false;
		await companion.start(({ identifier }) => {
			if (identifier !== 'b' || failed) return success({ to: identifier });
			failed = true;
			return refusal(429, 'RATE_LIMITED');
		});
		const { items, error } = await run(['a', 'b', 'c'], { settings });
		expect(error).toBeUndefined();
		expect(invited()).toEqual(['a', 'b', 'b', 'c']);
		expect(items.map(({ json }) => json.to)).toEqual(['a', 'b', 'c']);
	});

	test.each([
		['breaks off', {}],
		['is a 500', refusal(500, 'INTERNAL_ERROR')],
		['is not from LinkupAPI', { body: '<html>' }],
	])('does not send again when the answer %s', async (_how, reply) => {
		await companion.start(() => reply);
		const { error } = await run(['a'], { settings });
		expect(invited()).toEqual(['a']);
		expect(error?.message).toBe(
			'An earlier attempt may have completed this, so it was not sent again',
		);
		expect(error?.description).toContain("'Invitation → Check' tells");
	});
});

describe('with Continue on', () => {
	const names = ['a', 'no body', 'c'];
	const start = async () => {
		await companion.start(({ identifier }) =>
			identifier === 'c' ? refusal(404, 'INVALID_ACCOUNT') : success({ public_identifier: 'a' }),
		);
	};

	test('a failing item becomes exactly its words and its link; the others are processed', async () => {
		await start();
		const { items } = await run(names, { settings: { onError: 'continueRegularOutput' } });
		expect(items).toEqual([
			{ json: { public_identifier: 'a', credits_consumed: 1 }, pairedItem: { item: 0 } },
			{ json: { error: like.text("'Person'") }, pairedItem: { item: 1 } },
			{ json: { error: like.text("no account 'acc_sandbox'") }, pairedItem: { item: 2 } },
		]);
	});

	test('failing items leave by the error branch, with their input beside the words', async () => {
		await start();
		const { outputs } = await run(names, { settings: { onError: 'continueErrorOutput' } });
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1].map((json) => [textOf(json.name), ...Object.keys(json).sort()])).toEqual([
			['no body', 'error', 'name'],
			['c', 'error', 'name'],
		]);
	});
});
