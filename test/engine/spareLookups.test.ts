import type { INodeParameters } from 'n8n-workflow';

import { textOf } from '../support/json';
import { posts } from './requests';
import { CONTINUE, RETRY, Sending, SENDING } from './sending';
import { inputsOf, setUpStage, urnOf, type StageOptions } from './stage';

const stage = setUpStage();
const sending = new Sending(stage);

const DAY_MS = 24 * 3_600_000;
const LOOKUP = { method: 'POST', path: '/linkedin-agent/fetch-profile' };
const NOBODY = 'https://www.linkedin.com/in/nobody-of-this-name';
const ONCE = { sendOncePerRecipient: 'workflow' };

const person = (nth: number) => stage.sandbox.world.connections[nth];
const urlOf = (nth: number) => `https://www.linkedin.com/in/${person(nth).slug}/`;
const idsOf = (...nths: number[]) => nths.map((nth) => person(nth).id);

/** Lookups since the last time that somebody asked. */
function lookups(): number {
	const count = posts(stage.sandbox).filter(({ path }) => path === LOOKUP.path).length;
	stage.sandbox.requests.length = 0;
	return count;
}

async function send(people: string[], options: INodeParameters, more: StageOptions = {}) {
	const items = people.map((urn) => ({ json: { urn } }));
	const run = await sending.send(items, more, { options });
	expect(run.error).toBeUndefined();
	expect(inputsOf(run.items)).toEqual(people.map((_person, nth) => nth));
	return run.items.map(({ json }) => json);
}
const statuses = async (...args: Parameters<typeof send>) =>
	(await send(...args)).map(({ status, success, error }) => status ?? success ?? error);

test('a list that is passed again every day costs a lookup for each message, and no more', async () => {
	const now = Date.now.bind(Date);
	let day = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + day * DAY_MS);
	const list = [0, 1, 2, 3, 4, 5].map(urlOf);
	const options = { ...ONCE, limitPerDay: 2 };
	const [OLD, OVER] = ['already_contacted', 'not_attempted'];

	expect(await statuses(list, options)).toEqual([true, true, OVER, OVER, OVER, OVER]);
	expect(lookups()).toBe(2);
	expect(await statuses(list, options)).toEqual([OLD, OLD, OVER, OVER, OVER, OVER]);
	expect(lookups()).toBe(0);
	day = 1;
	expect(await statuses(list, options)).toEqual([OLD, OLD, true, true, OVER, OVER]);
	expect(lookups()).toBe(2);
	day = 2;
	expect(await statuses(list, options)).toEqual([OLD, OLD, OLD, OLD, true, true]);
	expect(lookups()).toBe(2);
	expect(sending.reached()).toEqual(idsOf(0, 1, 2, 3, 4, 5));
	jest.restoreAllMocks();
});

test('what is over the limit names the person and the time from which there is room', async () => {
	const [, over] = await send([urlOf(0), urlOf(1)], { limitPerDay: 1 });
	expect(over).toMatchObject({
		skipped: true,
		status: 'not_attempted',
		limit: 1,
		per: 'day',
		used: 1,
		profile_url: `https://www.linkedin.com/in/${person(1).slug}`,
	});
	expect(Date.parse(textOf(over.next_at))).toBeGreaterThan(Date.now());
});

test('somebody who is not found takes nobody’s place', async () => {
	const people = [NOBODY, urlOf(0), 'nobody-else-here', urlOf(1), urlOf(2)];
	const items = await send(people, { limitPerDay: 2 }, { settings: CONTINUE });
	expect(items.map(({ success, status }) => success ?? status)).toEqual([
		undefined,
		true,
		undefined,
		true,
		'not_attempted',
	]);
	expect(lookups()).toBe(4);
	expect(sending.reached()).toEqual(idsOf(0, 1));
});

test('people given by URN are sent to as before, and share the limit', async () => {
	const people = [urnOf(person(0)), urlOf(1), urnOf(person(2))];
	expect(await statuses(people, { limitPerDay: 2 })).toEqual([true, true, 'not_attempted']);
	expect(lookups()).toBe(1);
});

test('a person contacted by URN is looked up a single time', async () => {
	await send([urnOf(person(0))], ONCE);
	expect(await statuses([urlOf(0)], ONCE)).toEqual(['already_contacted']);
	expect(lookups()).toBe(1);
	const [known] = await send([person(0).slug], ONCE);
	expect(known).toEqual({
		skipped: true,
		status: 'already_contacted',
		reason:
			'This workflow has already contacted this recipient by this LinkedIn URL. To contact them again, forget them in Contact History by the same URL',
		profile_url: `https://www.linkedin.com/in/${person(0).slug}`,
	});
	expect(lookups()).toBe(0);
});

test('somebody whose answer got lost is looked up again, because nobody knows', async () => {
	sending.fault({ ...SENDING, kind: 'resetAfter' });
	await send([urlOf(0)], ONCE, { settings: CONTINUE });
	expect(await statuses([urlOf(0)], ONCE)).toEqual(['perhaps_contacted']);
	expect(lookups()).toBe(2);
});

test('the contact history forgets the URL, too', async () => {
	const history = async (operation: string, recipient: string) =>
		(await stage.outx(`contactHistory.${operation}`, { recipient }, { id: 'history' })).items[0]
			.json;
	await send([urlOf(0)], ONCE);
	expect(await history('check', urlOf(0))).toMatchObject({ status: 'contacted' });
	expect(await history('forget', urnOf(person(0)))).toMatchObject({ forgotten: true });
	expect(await history('check', urlOf(0))).toMatchObject({ status: 'contacted' });
	expect(await history('forget', urlOf(0))).toMatchObject({ status_before: 'contacted' });
	expect(await history('check', urlOf(0))).toMatchObject({ status: 'not_contacted' });
	expect(await statuses([urlOf(0)], ONCE)).toEqual([true]);
	expect(sending.reached()).toEqual(idsOf(0, 0));
});

test('Retry On Fail returns what the first attempt has sent', async () => {
	sending.fault({ ...SENDING, kind: 'status', status: 400, after: 1 });
	const options = { ...ONCE, limitPerDay: 2 };
	expect(await statuses([urlOf(0), urlOf(1)], options, { settings: RETRY })).toEqual([true, true]);
	expect(lookups()).toBe(2);
	expect(sending.reached()).toEqual(idsOf(0, 1));
});

test('when OutX refuses the key, those whose turn did not come say so', async () => {
	stage.sandbox.set({ faults: [{ ...LOOKUP, kind: 'status', status: 401, times: null }] });
	const people = [0, 1, 2, 3, 4, 5].map(urlOf);
	const items = await send(people, { limitPerDay: 3 }, { settings: CONTINUE });
	for (const { error } of items) expect(error).toContain('OutX does not recognize this API key');
	expect(items[5].error).toMatch(/^Not requested\. /);
	expect(lookups()).toBeLessThan(4);
});
