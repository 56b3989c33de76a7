import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Person } from '../../sandbox/world/people';
import { textOf } from '../support/json';
import { AGENT_KINDS, askTool } from './agent';
import { polls, posts } from './requests';
import { CONTINUE, RETRY, Sending, SENDING, SEND } from './sending';
import { inputsOf, parametersOf, setUpStage, sleep, urnOf, type StageOptions } from './stage';

const stage = setUpStage();
const sending = new Sending(stage);

const LOOKUP = { method: 'POST', path: '/linkedin-agent/fetch-profile' };
const NOBODY = 'https://www.linkedin.com/in/nobody-of-this-name';

const person = (nth: number) => stage.sandbox.world.connections[nth];
const addressOf = ({ slug }: Person) => `https://www.linkedin.com/in/${slug}/?trk=x`;
const urlOf = (nth: number) => addressOf(person(nth));

/** The ways to write the same person. */
const FORMS: Record<string, (person: Person) => string> = {
	'a URL': addressOf,
	'an address of a country': ({ slug }) => `de.linkedin.com/in/${slug}/de`,
	'a slug': ({ slug }) => slug,
	'a URN': urnOf,
	'the other URN': ({ id }) => `urn:li:person:${id}`,
	'a member ID': ({ id }) => id,
	'an address with the member ID': ({ id }) => `https://www.linkedin.com/in/${id}`,
};
const WITHOUT_URN = ['a URL', 'an address of a country', 'a slug'];

const itemsOf = (people: string[]): INodeExecutionData[] =>
	people.map((urn) => ({ json: { urn, id: urn } }));
const sendTo = async (
	people: string[],
	options: StageOptions = {},
	parameters: INodeParameters = {},
) => await sending.send(itemsOf(people), options, parameters);

const requested = (path: string) =>
	posts(stage.sandbox).filter((request) => request.path.endsWith(path));
const lookups = () => requested('fetch-profile').map(({ body }) => textOf(body.profile_slug));
const idsOf = (...nths: number[]) => nths.map((nth) => person(nth).id);

describe('a person in any form', () => {
	test.each(Object.keys(FORMS))('gets a message: %s', async (form) => {
		const run = await sendTo([FORMS[form](person(0))]);
		expect(run.error).toBeUndefined();
		expect(run.items[0].json).toMatchObject({ success: true });
		expect(sending.reached()).toEqual(idsOf(0));
		expect(lookups()).toHaveLength(WITHOUT_URN.includes(form) ? 1 : 0);
	});

	test.each(Object.keys(FORMS))('gets a connection request: %s', async (form) => {
		const [stranger] = stage.sandbox.world.strangers;
		const parameters = { profile: FORMS[form](stranger), note: 'Hi' };
		const run = await stage.outx('connection.sendRequest', parameters);
		expect(run.error).toBeUndefined();
		const [{ body }] = requested('send-connection-request');
		expect(body).toEqual({ profile_urn: textOf(body.profile_urn), note: 'Hi' });
		expect(textOf(body.profile_urn)).toContain(stranger.id);
	});

	test('everybody is looked up once, whatever the form, before anything is sent', async () => {
		const people = [urlOf(0), urnOf(person(1)), person(0).slug.toUpperCase(), urlOf(2), urlOf(0)];
		const run = await sendTo(people);
		expect(run.error).toBeUndefined();
		expect(sending.reached()).toEqual(idsOf(0, 1, 0, 2, 0));
		expect(inputsOf(run.items)).toEqual([0, 1, 2, 3, 4]);
		expect(lookups()).toHaveLength(2);
		const paths = posts(stage.sandbox).map(({ path }) => path);
		expect(paths.lastIndexOf(LOOKUP.path)).toBeLessThan(paths.indexOf(SENDING.path));
	});

	test('with Send Once, a person is one person in every form, also in a later execution', async () => {
		const options = { sendOncePerRecipient: 'workflow' };
		const first = await sendTo([urlOf(0), urnOf(person(0)), person(0).slug], {}, { options });
		const statuses = (run: typeof first) =>
			run.items.map(({ json }) => json.status ?? json.success);
		expect(statuses(first)).toEqual([true, 'already_contacted', 'already_contacted']);
		const later = await sendTo([person(0).id, urlOf(0)], {}, { options });
		expect(statuses(later)).toEqual(['already_contacted', 'already_contacted']);
		expect(later.items[0].json.recipient_urn).toBe(urnOf(person(0)));
		expect(later.items[1].json.profile_url).toBe(urlOf(0).replace(/\/\?.*/, ''));
		expect(lookups()).toHaveLength(1);
		expect(sending.reached()).toEqual(idsOf(0));
	});

	test('the profile may be nested or flat', async () => {
		for (const nestedProfile of [true, false]) {
			stage.sandbox.set({ nestedProfile });
			expect((await sendTo([urlOf(3)])).error).toBeUndefined();
		}
		expect(sending.reached()).toEqual(idsOf(3, 3));
	});

	test('posts of several people, named once each', async () => {
		const profiles = [urlOf(0), urnOf(person(0)), person(1).slug, person(2).id].join(',\n');
		const run = await stage.outx('profile.getPosts', { profiles, waitForCompletion: true });
		expect(run.error).toBeUndefined();
		expect(requested('fetch-profiles-posts')[0].body).toEqual({
			profile_urns: [0, 1, 2].map((nth) => urnOf(person(nth))),
		});
		expect(lookups()).toHaveLength(2);
	});

	test('a watchlist takes slugs, so URNs are looked up', async () => {
		const profiles = [urlOf(0), urnOf(person(1)), `urn:li:person:${person(0).id}`].join(',');
		const run = await stage.outx('watchlist.create', { kind: 'people', profiles });
		expect(run.error).toBeUndefined();
		const [{ body }] = requested('api-people-watchlist');
		expect(body.profiles).toEqual([0, 1].map((nth) => decodeURIComponent(person(nth).slug)));
		expect(lookups()).toEqual(idsOf(1, 0));
	});

	test('the contact history knows a person by URL', async () => {
		const options = { sendOncePerRecipient: 'workflow' };
		await sendTo([urnOf(person(0))], {}, { options });
		const ask = async (operation: string, recipient: string) =>
			(await stage.outx(`contactHistory.${operation}`, { recipient }, { id: 'history' })).items[0]
				.json;
		expect(await ask('check', urlOf(0))).toMatchObject({
			status: 'contacted',
			recipient_urn: urnOf(person(0)),
		});
		expect(await ask('check', urlOf(1))).toMatchObject({ status: 'not_contacted' });
		expect(await ask('forget', person(0).slug)).toMatchObject({ forgotten: true });
		expect(await ask('check', urnOf(person(0)))).toMatchObject({ status: 'not_contacted' });
	});

	test('limits count what is sent, not what is looked up', async () => {
		const run = await sendTo([urlOf(0), urlOf(1)], {}, { options: { limitPerDay: 2 } });
		expect(run.items.map(({ json }) => json.success)).toEqual([true, true]);
	});
});

describe('somebody who cannot be looked up', () => {
	test('stops the node before anything is sent, and the address is named', async () => {
		const run = await sendTo([urlOf(0), NOBODY, urnOf(person(1))]);
		const [, task] = stage.sandbox.tasks.list();
		expect(run.error?.message).toBe(
			`${NOBODY} could not be looked up, so nothing was sent: OutX could not complete task ${task.id}: Profile not found: nobody-of-this-name [item 1]`,
		);
		expect(run.error?.description).toMatch(/^Check the URL/);
		expect(requested('send-message')).toEqual([]);
	});

	test('holds up nobody else, with Continue', async () => {
		const people = [NOBODY, urlOf(0), urnOf(person(1)), 'nobody-of-this-name', person(2).slug];
		const run = await sendTo(people, { settings: CONTINUE });
		expect(inputsOf(run.items)).toEqual([0, 1, 2, 3, 4]);
		expect(
			run.items.map(({ json }) => json.success ?? textOf(json.error).slice(0, NOBODY.length)),
		).toEqual([NOBODY, true, true, NOBODY, true]);
		expect(Object.keys(run.items[0].json)).toEqual(['error']);
		expect(sending.reached()).toEqual(idsOf(0, 1, 2));
		expect(lookups()).toHaveLength(3);
	});

	test('one of several people fails the item that names them', async () => {
		const items = itemsOf([`${urlOf(0)},${NOBODY}`, urlOf(1)]);
		const parameters = { profiles: '={{ $json.urn }}', waitForCompletion: false };
		const run = await stage.outx('profile.getPosts', parameters, { items, settings: CONTINUE });
		expect(run.items[0].json.error).toMatch(/nobody-of-this-name could not be looked up: OutX/);
		expect(run.items[1].json).toMatchObject({ success: true });
		expect(requested('fetch-profiles-posts')).toHaveLength(1);
	});

	test.each([
		['without a URN', { full_name: 'Jane Doe' }, /without the URN of the person/],
		['with a URN of something else', { profile_urn: 'urn:li:company:7' }, /without the URN/],
		['that is none', 'Session expired', /with an unexpected result: Session expired/],
		['that is nothing', null, /with an unexpected result: nothing/],
	])('because OutX returns a profile %s', async (_what, output, words) => {
		stage.sandbox.set({ faults: [{ ...LOOKUP, kind: 'taskOutput', output }] });
		const run = await sendTo([urlOf(0)]);
		expect(run.error?.message).toMatch(words);
		expect(run.error?.message).toContain('could not be looked up, so nothing was sent');
		expect(requested('send-message')).toEqual([]);
	});

	test('in time: the task is named, and nothing is sent', async () => {
		stage.sandbox.set({ extension: 'asleep' });
		const run = await sendTo([urlOf(0)], {}, { options: { maximumWait: 1 } });
		const [{ id }] = stage.sandbox.tasks.list();
		expect(run.error?.message).toMatch(
			new RegExp(
				`nothing was sent: OutX accepted this as task ${id}, which is still pending after`,
			),
		);
		expect(run.error?.description).toMatch(/^Raise 'Maximum Wait'/);
		expect(requested('send-message')).toEqual([]);
	});

	test('because OutX asks for patience: it is tried again, as any read', async () => {
		stage.sandbox.set({ faults: [{ ...LOOKUP, kind: 'status', status: 429, retryAfter: 0 }] });
		expect((await sendTo([urlOf(0)])).error).toBeUndefined();
		expect(sending.reached()).toEqual(idsOf(0));
	});

	const REFUSED = { ...LOOKUP, kind: 'status', times: null } as const;
	test.each([
		['the key', { status: 401, error: 'Invalid API Key' }, 'OutX does not recognize this API key'],
		['the team', { status: 403, error: 'Plugin installation required: x' }, 'extension is not'],
		['everything', { status: 400, error: 'No' }, 'OutX refused the request (400): No'],
	])('because OutX refuses %s', async (_what, refusal, words) => {
		stage.sandbox.set({ faults: [{ ...REFUSED, ...refusal }] });
		const stopped = await sendTo([urnOf(person(0)), urlOf(1), urlOf(2)]);
		expect(stopped.error?.message).toContain(words);
		expect(stopped.error?.message).toMatch(/ \[item 1\]$/);
		expect(requested('send-message')).toEqual([]);

		const people = [urnOf(person(0)), ...Array.from({ length: 20 }, (_, nth) => urlOf(nth + 1))];
		stage.sandbox.requests.length = 0;
		const run = await sendTo(people, { settings: CONTINUE });
		expect(inputsOf(run.items)).toEqual(people.map((_person, nth) => nth));
		expect(run.items[0].json).toMatchObject({ success: true });
		for (const { json } of run.items.slice(1)) expect(json.error).toContain(words);
		expect(sending.reached()).toEqual(idsOf(0));
		expect(lookups().length).toBeLessThan(refusal.status === 400 ? 21 : 12);
	});
});

describe('an attempt that is repeated', () => {
	test('looks nobody up again, with Retry On Fail', async () => {
		const people = [urlOf(0), urlOf(1)];
		sending.fault({ ...SENDING, kind: 'status', status: 400, after: 1 });
		const run = await sendTo(people, { settings: RETRY });
		expect(run.error).toBeUndefined();
		expect(sending.reached()).toEqual(idsOf(0, 1));
		expect(lookups()).toHaveLength(2);
	});

	test('waits for the same lookup, and looks up again only what failed', async () => {
		stage.sandbox.set({ extension: 'asleep' });
		const running = sendTo([urlOf(0)], { settings: RETRY }, { options: { maximumWait: 1 } });
		await sleep(1300);
		stage.sandbox.set({ extension: 'online' });
		expect((await running).error).toBeUndefined();
		expect(lookups()).toHaveLength(1);

		stage.sandbox.set({ faults: [{ ...LOOKUP, kind: 'taskOutput', output: null }] });
		expect((await sendTo([urlOf(1)], { settings: RETRY })).error).toBeUndefined();
		expect(lookups()).toHaveLength(3);
		expect(sending.reached()).toEqual(idsOf(0, 1));
	});

	test('after a crash between lookup and message, sends once', async () => {
		const again = { executionId: '4711' };
		stage.sandbox.set({ extension: 'asleep' });
		await sendTo([urlOf(0)], { ...again, cancelWhen: () => polls(stage.sandbox).length > 0 });
		expect(requested('send-message')).toEqual([]);
		stage.sandbox.set({ extension: 'online' });
		expect((await sendTo([urlOf(0)], again)).items[0].json).toMatchObject({ success: true });
		expect((await sendTo([urnOf(person(0))], again)).items[0].json).toMatchObject({
			status: 'already_attempted',
			outcome: 'created',
		});
		expect(sending.reached()).toEqual(idsOf(0));
	});
});

describe.each(AGENT_KINDS)('an agent that %s', (agent) => {
	test('can give a URL, and sends once however it repeats itself', async () => {
		const from = (name: string) => `={{ $fromAI('${name}', '', 'string') }}`;
		const parameters = parametersOf('message.send', {
			...SEND,
			recipient: from('who'),
			message: 'Hi',
		});
		const script = [urlOf(0), urlOf(0), urnOf(person(0)), NOBODY].map((who) => ({ who }));
		const { answers } = await askTool(stage, agent, 'outx', parameters, script);
		expect(answers.slice(0, 3).map(({ items: [{ sent }] }) => sent)).toEqual([true, true, true]);
		expect(answers[3].failed).toContain(`${NOBODY} could not be looked up, so nothing was sent`);
		expect(sending.reached()).toEqual(idsOf(0));
		expect(lookups()).toHaveLength(2);
	});
});
