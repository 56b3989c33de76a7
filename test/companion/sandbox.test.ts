import type { INodeParameters } from 'n8n-workflow';

import { LINKUP_KEY, startSandbox, type Sandbox } from '../../sandbox';
import { objectOf, present, textOf } from '../support/json';
import { like } from '../support/like';
import { setUpCompanion, type CompanionRun } from './stage';

const companion = setUpCompanion();

let running: Sandbox | undefined;
const sandbox = () => present(running);
beforeEach(async () => {
	running = await startSandbox();
});
afterEach(async () => {
	await running?.close();
});

const run = async (
	resource: string,
	operation: string,
	fields: INodeParameters = {},
	options: CompanionRun = {},
) =>
	await companion.run(
		{ resource, operation, ...fields },
		{ baseUrl: sandbox().url, apiKey: LINKUP_KEY, ...options },
	);
const jsonOf = async (...args: Parameters<typeof run>) => (await run(...args)).outputs[0];

test('the credential is accepted, and a wrong key is not', async () => {
	expect((await companion.testCredential(sandbox().url, LINKUP_KEY)).status).toBe('OK');
	expect(await companion.testCredential(sandbox().url, 'wrong')).toEqual({
		status: 'Error',
		message: like.pattern(/does not recognize this API key/),
	});
});

test('250 connections take three requests and have the right totals', async () => {
	expect(await jsonOf('connection', 'getAll', { limit: 250 })).toHaveLength(250);
	expect(sandbox().requests).toHaveLength(3);

	const pages = await jsonOf('connection', 'getAll', { limit: 250, options: { output: 'pages' } });
	expect(pages.map((page) => page.total_results)).toEqual([100, 100, 50]);
	expect(pages.map((page) => page.total_available_results)).toEqual([1201, 1201, 1201]);
	expect(pages.map((page) => page.credits_consumed)).toEqual([2, 2, 1]);
});

test('Return All gives 1,201 different people', async () => {
	const people = await jsonOf('connection', 'getAll', { returnAll: true });
	expect(people).toHaveLength(1201);
	expect(new Set(people.map(({ profile_url: url }) => url)).size).toBe(1201);
});

test('an invitation is sent, checked, found and withdrawn', async () => {
	const received = await jsonOf('invitation', 'getManyReceived', { returnAll: true });
	const [sent] = await jsonOf('invitation', 'getManySent', { returnAll: true });
	const person = textOf(objectOf(sent.recipient).linkedin_url);

	const check = async () => (await jsonOf('invitation', 'check', { person }))[0];
	expect(await check()).toMatchObject({ invitation_state: 'PENDING', invitation_type: 'SENT' });

	const invitationId = textOf(sent.entity_urn);
	expect(await jsonOf('invitation', 'withdraw', { invitationId })).toMatchObject([
		{ withdrawn: true, credits_consumed: 1 },
	]);
	expect(await check()).toMatchObject({ invitation_state: 'NO_INVITATION' });

	const fields = { person, message: 'Hello again' };
	expect(await jsonOf('invitation', 'send', fields)).toMatchObject([
		{ profile_urn: like.pattern(/^urn:li:fsd_profile:/) },
	]);
	expect(await check()).toMatchObject({ invitation_state: 'PENDING' });

	const again = await run('invitation', 'send', { person });
	expect(again.error?.message).toMatch(/refused the input: .*already pending/);
	expect(received.length).toBeGreaterThan(1);
});

test('received invitations are accepted and declined straight from the list', async () => {
	const [first, second] = await jsonOf('invitation', 'getManyReceived', { limit: 2 });
	const fields = {
		entityUrn: '={{ $json.entity_urn }}',
		sharedSecret: '={{ $json.shared_secret }}',
	};
	const accept = async () =>
		await run('invitation', 'accept', fields, { items: [{ json: first }] });

	expect((await accept()).outputs[0]).toMatchObject([{ credits_consumed: like.any(Number) }]);
	const declined = await run('invitation', 'decline', fields, { items: [{ json: second }] });
	expect(declined.error).toBeUndefined();

	const person = textOf(objectOf(first.sender).linkedin_url);
	expect(await jsonOf('invitation', 'check', { person })).toMatchObject([
		{ invitation_state: 'ACCEPTED' },
	]);
	expect((await accept()).error?.message).toMatch(/refused the input/);
});

test.each([
	['acc_inactive', /'acc_inactive' is not active/],
	['acc_nobody', /no account 'acc_nobody'/],
])('the account %s is refused in words', async (accountId, message) => {
	const { error } = await run('connection', 'getAll', { accountId });
	expect(error?.message).toMatch(message);
});

test('credits that run out are reported, with where to continue', async () => {
	sandbox().set({ linkupCredits: 4 });
	const { error } = await run('connection', 'getAll', { limit: 250 });
	expect(error?.message).toBe('Your LinkupAPI credits are used up');
	expect(error?.description).toMatch(/200 results were read .*'Offset' to 200/);
});
