/*
 * The package on a cluster: what many executions at once do to each other, and what is left when a worker goes.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Person, Sandbox, Switches } from '../../sandbox';
import { itemsOf } from '../../scripts/n8n/workflows';
import { QueueMode, type Added } from './support/queueMode';
import { campaign, message, outreach } from './support/workflows';

const PEOPLE = 50;
const INVITE = '/linkedin-agent/send-connection-request';
const WRITE = '/linkedin-agent/send-message';
const QUICK: Partial<Switches> = { taskDelayMs: [10, 50], pickUpMs: 0 };

const idsOf = (people: Person[]) => people.map(({ id }) => id).sort();
const unique = (list: unknown[]) => [...new Set(list)].sort();

describe.each([1, 2])('n8n %i with two workers', (major) => {
	let n8n: QueueMode;
	let sandbox: Sandbox;

	beforeAll(async () => {
		n8n = await QueueMode.start(major);
		({ sandbox } = n8n);
	});
	afterAll(() => n8n.cluster.stop());
	beforeEach(() => {
		sandbox.reset({ switches: QUICK });
	});
	/** Each test finds two workers, whatever the one before did to them. */
	afterEach(() => n8n.completeWorkers());

	/** One message whose task does not end, and the worker that waits for it. */
	const waiting = async () => {
		sandbox.set({ extension: 'asleep' });
		const workflow = await n8n.add(message());
		const [person] = sandbox.world.connections;
		n8n.callOnly(workflow, person);
		await n8n.until('The node waiting', () => n8n.checks().length >= 2);
		const { id } = await n8n.onlyExecutionOf(workflow);
		return { workflow, person, executionId: id, worker: n8n.workerOf(id) };
	};

	describe('fifty people at once', () => {
		test('each is invited exactly once, and no mark is lost', async () => {
			const workflow = await n8n.add(outreach());
			const people = sandbox.world.strangers.slice(0, PEOPLE);
			const start = Date.now();
			const answers = await n8n.callForAll(workflow, people);
			const seconds = (Date.now() - start) / 1000;

			expect(unique(answers)).toEqual([200]);
			expect(unique(await n8n.statusesOf(workflow))).toEqual(['success']);
			const { connection_requests: invited } = sandbox.ledger;
			expect(invited.map(({ recipient }) => recipient).sort()).toEqual(idsOf(people));
			expect(n8n.recipients()).toEqual(idsOf(people));
			for (const { name, text } of invited) {
				expect(text).toBe(`Hi ${name?.split(' ')[0]}, nice to meet you`);
			}

			const executions = await n8n.executionsOf(workflow);
			const shares = n8n.workers.map(
				(worker) => executions.filter(({ id }) => worker.took(id)).length,
			);
			expect(Math.min(...shares)).toBeGreaterThan(0);
			const marks = await n8n.marksOf(workflow);
			expect(marks).toBeGreaterThan(2 * PEOPLE - 5);
			console.log(
				`n8n ${major}: ${PEOPLE} invitations in ${seconds.toFixed(1)} s, ${shares.join(' + ')} on the workers; ${marks} of ${2 * PEOPLE} marks in the database`,
			);
		});

		test('every person is new the first time, and already contacted the second time', async () => {
			const workflow = await n8n.add(message({ sendOncePerRecipient: 'workflow' }));
			const people = sandbox.world.connections.slice(0, PEOPLE);
			await n8n.callForAll(workflow, people);
			expect(n8n.recipients()).toEqual(idsOf(people));

			await n8n.callForAll(workflow, people);
			const again = (await n8n.executionsOf(workflow)).slice(PEOPLE);
			const items = await Promise.all(
				again.map(async ({ id }) => itemsOf(await n8n.cluster.main.execution(id), 'Write')),
			);
			expect(unique(items.flat().map(({ status }) => status))).toEqual(['already_contacted']);
			expect(unique(await n8n.statusesOf(workflow))).toEqual(['success']);
			expect(n8n.recipients()).toEqual(idsOf(people));
		});

		test('when all workers die with everything on the way, each attempt is on record', async () => {
			const workflow = await n8n.add(outreach());
			const people = sandbox.world.strangers.slice(0, PEOPLE);
			const held = n8n.cluster.gate.holdAnswers(INVITE, PEOPLE);
			n8n.callForAll(workflow, people).catch(() => undefined);
			await held.reached;
			await Promise.all(n8n.workers.map((worker) => worker.kill()));
			held.release();

			expect(n8n.recipients()).toEqual(idsOf(people));
			expect(await n8n.marksOf(workflow)).toBe(PEOPLE);
			// Workers that come back find in their own journal what they did not finish; n8n finds the rest.
			await Promise.all(n8n.workers.map((worker) => worker.start()));
			await n8n.allEnded(workflow);
			await sleep(15_000);
			expect(n8n.recipients()).toEqual(idsOf(people));
		});
	});

	describe('the first marks of a node on two workers at once', () => {
		beforeAll(async () => {
			// Both have read, and found no row, before either has written.
			await n8n.cluster.execute(`
				create function slowly() returns trigger language plpgsql
					as $$ begin perform pg_sleep(6); return new; end $$;
				create trigger slowly before insert on processed_data
					for each row execute function slowly()`);
		});
		afterAll(() => n8n.cluster.execute('drop function slowly cascade'));

		test('collide, and both stay', async () => {
			const workflow = await n8n.add(message());
			const people = sandbox.world.connections.slice(0, 20);
			const held = n8n.cluster.gate.holdAnswers(WRITE, people.length);
			const calls = n8n.callForAll(workflow, people);
			await held.reached;
			expect(await n8n.marksOf(workflow)).toBe(people.length);
			held.release();
			await calls;
			expect(unique(await n8n.statusesOf(workflow))).toEqual(['success']);
			expect(n8n.recipients()).toEqual(idsOf(people));
			const key = `(${workflow.id}, n:${workflow.lastNodeId}) already exists`;
			expect(n8n.cluster.databaseLog().includes(key)).toBe(true);
		});
	});

	/** n8n 1 gives the execution to another worker, from its start. n8n 2 ends it, half a minute later. */
	const afterDeath = async ({
		workflow,
		person,
		outcome,
	}: {
		workflow: Added;
		person: Person;
		outcome: string;
	}) => {
		const end = await n8n.endOf(workflow);
		await sleep(3000);
		expect(n8n.recipients()).toEqual([person.id]);
		if (major === 1) {
			expect(end.status).toBe('success');
			expect(itemsOf(end, 'Write')).toEqual([
				expect.objectContaining({ skipped: true, status: 'already_attempted', outcome }),
			]);
		} else {
			expect(end.status).toMatch(/^(error|crashed)$/);
			expect(end.data?.resultData.runData ?? {}).toEqual({});
		}
		return end;
	};

	describe('a worker that is killed', () => {
		test('while a node waits: the message is not sent again', async () => {
			const { worker, ...rest } = await waiting();
			await worker.kill();
			sandbox.set({ extension: 'online' });
			const end = await afterDeath({ ...rest, outcome: 'created' });
			console.log(`n8n ${major}, killed in mid-wait: ${end.status} after ${end.afterMs} ms`);
			// It does not take back what another one has done meanwhile.
			await worker.start();
			expect(await n8n.statusesOf(rest.workflow)).toEqual([end.status]);
		});

		test('between the request and its answer: the message is not sent again', async () => {
			const workflow = await n8n.add(message());
			const person = sandbox.world.connections[1];
			const held = n8n.cluster.gate.holdAnswers(WRITE);
			n8n.callOnly(workflow, person);
			await held.reached;
			const { id } = await n8n.onlyExecutionOf(workflow);
			const worker = n8n.workerOf(id);
			await worker.kill();
			held.release();
			await afterDeath({ workflow, person, outcome: 'unknown' });
		});
	});

	test('after a crash, the same people again: each contacted once, and it is known who', async () => {
		const made = campaign();
		const workflow = await n8n.add(made);
		const people = sandbox.world.connections.slice(0, 8);
		sandbox.set({ faults: [{ kind: 'slow', path: WRITE, ms: 300, times: null }] });
		const held = n8n.cluster.gate.holdAnswers(people[4].id);
		await n8n.callWithAll(workflow.path, people);
		await held.reached;
		await n8n.workerOf((await n8n.onlyExecutionOf(workflow)).id).kill();
		held.release();
		await n8n.endOf(workflow);

		const again = await n8n.itemsForAll(workflow, workflow.path, people, 'Write');
		const statuses = again.map(({ status }) => status);
		const unsure = people.filter((_, nth) => statuses[nth] === 'perhaps_contacted');
		// What the last answer said may not be stored yet, and the marks of the next ones are.
		expect(statuses.slice(0, 3)).toEqual(Array(3).fill('already_contacted'));
		expect(unsure).toContain(people[4]);
		expect(unsure.length).toBeLessThanOrEqual(4);
		const known = people.filter((person) => !unsure.includes(person));
		const contacted = n8n.recipients();
		expect(unique(contacted)).toEqual(contacted);
		expect(contacted).toEqual(expect.arrayContaining(idsOf(known)));

		const { check, forget } = made.paths;
		const checked = await n8n.itemsForAll(workflow, check, people, 'Check');
		expect(checked.map(({ status }) => status)).toEqual(
			people.map((person) => (unsure.includes(person) ? 'perhaps_contacted' : 'contacted')),
		);

		const missed = unsure.filter(({ id }) => !contacted.includes(id));
		if (missed.length > 0) {
			await n8n.itemsForAll(workflow, forget, missed, 'Forget');
			await n8n.itemsForAll(workflow, workflow.path, missed, 'Write');
		}
		expect(n8n.recipients()).toEqual(idsOf(people));
		console.log(`n8n ${major}, killed after 5 of 8: ${unsure.length} perhaps contacted`);
	});

	test('a worker that is stopped for a deploy while a node waits: the message is not sent again', async () => {
		const { worker, ...rest } = await waiting();
		const start = Date.now();
		await worker.stop();
		const stoppedMs = Date.now() - start;
		sandbox.set({ extension: 'online' });
		const end = await afterDeath({ ...rest, outcome: 'created' });
		console.log(
			`n8n ${major}, stopped in mid-wait: gone after ${stoppedMs} ms, then ${end.status} after ${end.afterMs} ms`,
		);
	});

	test('the stop button reaches a node that waits on a worker', async () => {
		const { workflow, person, executionId } = await waiting();
		const start = Date.now();
		await n8n.cluster.main.stopExecution(executionId);
		const { status } = await n8n.endOf(workflow);
		expect(status).toBe('canceled');
		// Left alone it would wait for ten minutes.
		expect(Date.now() - start).toBeLessThan(10_000);
		await sleep(1000);
		const before = n8n.checks().length;
		await sleep(4000);
		expect(n8n.checks()).toHaveLength(before);
		expect(n8n.recipients()).toEqual([person.id]);
	});
});
