import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { objectOf, textOf } from '../support/json';
import { like } from '../support/like';
import { runNode, testCredential, type NodeOptions } from './support';

const KEY = 'linkup_sandbox_key';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

const run = async (
	resource: string,
	operation: string,
	fields: INodeParameters,
	more?: Partial<NodeOptions>,
) =>
	await runNode({
		baseUrl: sandbox.url,
		apiKey: KEY,
		parameters: { resource, operation, ...fields },
		...more,
	});

const requests = () => sandbox.requests.filter(({ path }) => path.includes('network'));

test('the credential is fine, and a wrong key is told from it', async () => {
	expect(await testCredential({ baseUrl: sandbox.url, apiKey: KEY })).toMatchObject({
		status: 'OK',
	});
	expect(await testCredential({ baseUrl: sandbox.url, apiKey: 'wrong' })).toEqual({
		status: 'Error',
		message: like.pattern(/did not accept this API key/),
	});
});

test('250 connections take three requests and have the right totals', async () => {
	const { items } = await run('connection', 'getAll', { limit: 250 });
	expect(items).toHaveLength(250);
	expect(requests()).toHaveLength(3);

	const pages = await run('connection', 'getAll', { limit: 250, options: { output: 'pages' } });
	expect(pages.items.map(({ json }) => json.total_results)).toEqual([100, 100, 50]);
	expect(pages.items.map(({ json }) => json.total_available_results)).toEqual([1201, 1201, 1201]);
	expect(pages.items.map(({ json }) => json.credits_consumed)).toEqual([2, 2, 1]);
});

test('Return All gives 1,201 different people', async () => {
	const { items } = await run('connection', 'getAll', { returnAll: true });
	expect(items).toHaveLength(1201);
	expect(new Set(items.map(({ json }) => json.profile_url)).size).toBe(1201);
});

test('an invitation is sent, checked, found and withdrawn', async () => {
	const { items: received } = await run('invitation', 'getManyReceived', { returnAll: true });
	const { items: sent } = await run('invitation', 'getManySent', { returnAll: true });
	const person = textOf(objectOf(sent[0].json.recipient).linkedin_url);

	const check = async () => (await run('invitation', 'check', { person })).items[0].json;
	expect(await check()).toMatchObject({ invitation_state: 'PENDING', invitation_type: 'SENT' });

	const { items: withdrawn } = await run('invitation', 'withdraw', {
		invitationId: textOf(sent[0].json.entity_urn),
	});
	expect(withdrawn[0].json).toMatchObject({ withdrawn: true, credits_consumed: 1 });
	expect(await check()).toMatchObject({ invitation_state: 'NO_INVITATION' });

	const { items: invited } = await run('invitation', 'send', { person, message: 'Hello again' });
	expect(invited[0].json.profile_urn).toMatch(/^urn:li:fsd_profile:/);
	expect(await check()).toMatchObject({ invitation_state: 'PENDING' });

	const again = await run('invitation', 'send', { person });
	expect(again.error?.message).toMatch(/did not accept the input: .*already pending/);

	expect(received.length).toBeGreaterThan(1);
});

test('received invitations are accepted and declined straight from the list', async () => {
	const { items } = await run('invitation', 'getManyReceived', { limit: 2 });
	const fields = {
		entityUrn: '={{ $json.entity_urn }}',
		sharedSecret: '={{ $json.shared_secret }}',
	};
	const [first, second] = items.map(({ json }) => ({ json }));

	const accepted = await run('invitation', 'accept', fields, { input: [first] });
	expect(accepted.items[0].json.credits_consumed).toEqual(like.any(Number));
	const declined = await run('invitation', 'decline', fields, { input: [second] });
	expect(declined.error).toBeUndefined();

	const person = textOf(objectOf(first.json.sender).linkedin_url);
	const { items: checked } = await run('invitation', 'check', { person });
	expect(checked[0].json.invitation_state).toBe('ACCEPTED');

	const once = await run('invitation', 'accept', fields, { input: [first] });
	expect(once.error?.message).toMatch(/did not accept the input/);
});

test.each([
	['acc_inactive', /'acc_inactive' is not active/],
	['acc_nobody', /no account 'acc_nobody'/],
])('the account %s is refused in words', async (accountId, message) => {
	const { error } = await run('connection', 'getAll', { accountId });
	expect(error?.message).toMatch(message);
});

test('credits that run out half-way are told, with where to go on', async () => {
	await sandbox.close();
	sandbox = await startSandbox({ switches: { linkupCredits: 4 } });
	const { error } = await run('connection', 'getAll', { limit: 250 });
	expect(error?.message).toBe('Your LinkupAPI credits are used up');
	expect(error?.description).toMatch(/The 200 results .*'Offset' to 200/);
});
