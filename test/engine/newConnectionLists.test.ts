import type { INodeParameters } from 'n8n-workflow';

import { like } from '../support/like';
import { connect, EAGER, keysOf, PolledTrigger } from './polling';
import { setUpStage } from './stage';

const stage = setUpStage();
const settled = async (parameters: INodeParameters = EAGER) =>
	await new PolledTrigger(stage, parameters).settle();
const network = () => stage.sandbox.world.connections;

/** Tasks that complete with a list of these people instead of the true one. */
const pretend = (count: number | null, people: unknown[] = []) => {
	const output = { total: people.length, connections: people };
	const path = '/linkedin-agent/fetch-connections';
	stage.sandbox.set({ faults: [{ kind: 'taskOutput', output, path, times: count }] });
};

const newest = (count: number) =>
	network()
		.slice(0, count)
		.map(({ id, slug }) => ({
			entity_urn: `urn:li:fsd_profile:${id}`,
			public_identifier: slug,
		}));

describe('the first list', () => {
	test('is no start when it is empty: the 250 people of the next one stay silent', async () => {
		network().splice(250);
		const trigger = new PolledTrigger(stage);
		pretend(1);
		for (let poll = 0; poll < 8; poll++)
			expect((await trigger.reportOf())?.message).toBeUndefined();
		expect(trigger.returned).toEqual([]);
		const wanted = connect(stage, 2);
		await trigger.polls(2);
		expect(keysOf(trigger.returned)).toEqual([...wanted].reverse());
	});

	test('of an empty account lets the first connections be returned', async () => {
		network().length = 0;
		const trigger = await settled();
		const wanted = connect(stage, 3);
		await trigger.polls(2);
		expect(keysOf(trigger.returned)).toEqual([...wanted].reverse());
	});

	test('that stays empty for long lets a whole network be silent', async () => {
		network().splice(60);
		const trigger = new PolledTrigger(stage);
		pretend(5);
		for (let poll = 0; poll < 10; poll++) await trigger.reportOf();
		expect(trigger.returned).toEqual([]);
	});
});

describe('a list that seems wrong', () => {
	test('changes nothing when it is empty, and is reported the second time', async () => {
		const trigger = await settled();
		await trigger.poll();
		pretend(3);
		expect(await trigger.reportOf()).toBeUndefined();
		const wanted = connect(stage, 1);
		expect(await trigger.reportOf()).toBeUndefined();
		expect(await trigger.reportOf()).toMatchObject({
			message: 'OutX returned an empty list of connections, which was ignored',
			description: like.text('logged in to LinkedIn'),
		});
		for (let poll = 0; poll < 4; poll++) await trigger.poll();
		expect(keysOf(trigger.returned)).toEqual(wanted);
	});

	test('does not make new people vanish when it shows only them', async () => {
		const trigger = await settled();
		const wanted = connect(stage, 2);
		await trigger.poll();
		pretend(4, newest(2));
		for (let poll = 0; poll < 10; poll++) await trigger.reportOf();
		expect(keysOf(trigger.returned)).toEqual([...wanted].reverse());
	});

	test('returns each person once, even if it shows one twice', async () => {
		const trigger = await settled();
		const wanted = connect(stage, 1);
		const [first, ...others] = newest(50);
		pretend(null, [first, first, ...others, first]);
		await trigger.polls(4);
		expect(keysOf(trigger.returned)).toEqual(wanted);
	});

	test('makes nobody new because people left', async () => {
		const trigger = await settled();
		network().splice(0, 60);
		network().splice(10, 20);
		for (let poll = 0; poll < 3; poll++) expect(await trigger.poll()).toBeNull();
		const wanted = connect(stage, 1);
		await trigger.polls(2);
		expect(keysOf(trigger.returned)).toEqual(wanted);
	});

	test('is reported when it is another one each time', async () => {
		const trigger = await settled();
		await trigger.poll();
		const messages: string[] = [];
		for (let check = 0; check < 4; check++) {
			pretend(
				10,
				Array.from({ length: 40 }, (_, index) => ({ entity_urn: `ACoAA-${check}-${index}` })),
			);
			const report = await trigger.reportOf();
			if (report) messages.push(report.message);
			if (report) await trigger.poll();
		}
		expect(messages).toEqual([
			'OutX returned a list with almost no known connections, so none is treated as new yet',
		]);
		expect(trigger.returned).toEqual([]);
	});

	test.each([
		['long', 100],
		['short', 960],
	])('of another account is a new start: %s', async (_, from) => {
		const trigger = await settled();
		network().splice(0, from);
		const messages: string[] = [];
		for (let poll = 0; poll < 6; poll++) {
			const report = await trigger.reportOf();
			if (report) messages.push(report.message);
		}
		expect(messages).toEqual([
			'New Connection starts over with a different list, and no connection on it was returned',
		]);
		expect(trigger.returned).toEqual([]);
		const wanted = connect(stage, 1);
		await trigger.polls(3);
		expect(keysOf(trigger.returned)).toEqual(wanted);
	});
});

describe('more new connections than are plausible', () => {
	const LIMITED = { ...EAGER, maximumNew: 20 };

	test('are held and reported until the maximum is raised', async () => {
		const trigger = await settled(LIMITED);
		const wanted = connect(stage, 21);
		await trigger.poll();
		expect(await trigger.reportOf()).toMatchObject({
			message:
				"21 new connections at once, more than 'Maximum New Connections' (20): none was returned, so that nobody is contacted by accident",
			description: like.text("set 'Maximum New Connections' to 21 or more"),
		});
		expect(await trigger.poll()).toBeNull();
		expect((await trigger.reportOf())?.message).toContain('21 new connections at once');
		const patient = trigger.withParameters({ ...EAGER, maximumNew: 21 });
		await patient.polls(2);
		expect(keysOf(patient.returned)).toEqual([...wanted].reverse());
	});

	test('are skipped, and reported once, where that is set', async () => {
		const trigger = await settled({ ...LIMITED, whenMore: 'skip' });
		connect(stage, 21);
		await trigger.poll();
		expect((await trigger.reportOf())?.message).toContain('they were skipped');
		const wanted = connect(stage, 1);
		await trigger.polls(2);
		expect(keysOf(trigger.returned)).toEqual(wanted);
	});

	test('are more than 100, where nothing else is set', async () => {
		const trigger = await settled({ event: 'newConnection', minimumInterval: 0 });
		connect(stage, 101);
		const messages: string[] = [];
		for (let poll = 0; poll < 4; poll++) {
			const report = await trigger.reportOf();
			if (report) messages.push(report.message);
		}
		expect(messages[0]).toContain("more than 'Maximum New Connections' (100)");
		expect(trigger.returned).toEqual([]);
	});

	test.each([
		[{ maximumNew: 0 }, "'Maximum New Connections' must be at least 1"],
		[
			{ maximumNew: '={{ undefined }}' },
			"'Maximum New Connections' is an expression that returned nothing",
		],
		[{ minimumInterval: -1 }, "'Minimum Interval (Minutes)' must be at least 0"],
		[{ minimumInterval: '={{ "soon" }}' }, "'Minimum Interval (Minutes)' must be a number"],
	])('a setting that makes no sense is named, and nothing is sent: %j', async (wrong, words) => {
		const trigger = new PolledTrigger(stage, { ...EAGER, ...wrong });
		await expect(trigger.poll()).rejects.toThrow(words);
		expect(stage.sandbox.requests).toEqual([]);
	});
});
