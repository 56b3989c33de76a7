/*
 * The package on a cluster: what many executions at once do to each other, and what is left when a worker goes.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { request } from 'undici';
import { z } from 'zod';

import type { Person, Sandbox, Switches } from '../../sandbox';
import { itemsOf, until } from '../../scripts/n8n/workflows';
import { startCluster, type Cluster } from './support/cluster';
import { message, outreach, type Chain } from './support/workflows';

type Added = Chain & { id: string };

const PEOPLE = 50;
const INVITE = '/linkedin-agent/send-connection-request';
const WRITE = '/linkedin-agent/send-message';
const QUICK: Partial<Switches> = { taskDelayMs: [10, 50], pickUpMs: 0 };

const Execution = z.object({ id: z.coerce.string(), status: z.string() });
const Marks = z.object({ data: z.array(z.string()) });
const MarksRow = z.object({ value: z.string() });

const urnOf = ({ id }: Person) => `urn:li:fsd_profile:${id}`;
const idsOf = (people: Person[]) => people.map(({ id }) => id).sort();
const unique = (list: unknown[]) => [...new Set(list)].sort();
const isOver = ({ status }: { status: string }) => !/^(new|running|waiting)$/.test(status);
const seen = <T>(what: string, check: Parameters<typeof until<T>>[2]) =>
	until(what, 120_000, check);

describe.each([1, 2])('n8n %i with two workers', (major) => {
	let cluster: Cluster;
	let main: Cluster['main'];
	let sandbox: Sandbox;

	beforeAll(async () => {
		cluster = await startCluster(major);
		({ main, sandbox } = cluster);
	});
	afterAll(async () => {
		await cluster.stop();
	});
	beforeEach(() => {
		sandbox.reset({ switches: QUICK });
	});
	/** Each test finds two workers, whatever the one before did to them. */
	afterEach(async () => {
		const gone = cluster.workers.filter(({ running }) => !running);
		await Promise.all(gone.map((worker) => worker.start()));
	});

	const add = async (workflow: Chain): Promise<Added> => {
		const { id } = await main.importWorkflow(workflow, { activate: true });
		return { ...workflow, id };
	};
	const call = async ({ path }: Added, person: Person) => {
		const { statusCode, body } = await request(`${main.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ profile: person.slug, urn: urnOf(person) }),
		});
		return { status: statusCode, said: await body.text() };
	};
	/** Nobody waits for this answer. */
	const callOnly = (workflow: Added, person: Person) => {
		call(workflow, person).catch(() => undefined);
	};
	const executionsOf = ({ id }: Added) =>
		cluster.sql(
			Execution,
			`select id, status from execution_entity where "workflowId" = '${id}' order by id`,
		);
	const onlyExecutionOf = async (workflow: Added) => {
		const executions = await executionsOf(workflow);
		if (executions.length !== 1) throw new Error(`${executions.length} executions, not one`);
		return executions[0];
	};
	const statusesOf = async (workflow: Added) =>
		(await executionsOf(workflow)).map(({ status }) => status);
	/**
	 * Calls the webhook for each person at once and waits until all executions have ended. Not for all answers: n8n 1
	 * leaves a caller without one now and then, when the execution is over within a moment.
	 */
	const callForAll = async (workflow: Added, people: Person[]) => {
		const before = (await executionsOf(workflow)).length;
		const answers: { status: number }[] = [];
		for (const person of people) {
			call(workflow, person).then(
				(answer) => answers.push(answer),
				() => undefined,
			);
		}
		await seen('The end of all executions', async () => {
			const executions = (await executionsOf(workflow)).slice(before);
			return executions.length === people.length && executions.every(isOver);
		});
		await sleep(1000);
		return answers;
	};
	/** How many marks of a workflow's last node are in the database: one for each attempt, one for each answer. */
	const marksOf = async ({ id, lastNodeId }: Added) => {
		const rows = await cluster.sql(
			MarksRow,
			`select value from processed_data where "workflowId" = '${id}' and context = 'n:${lastNodeId}'`,
		);
		return new Set(Marks.parse(JSON.parse(rows[0].value)).data).size;
	};
	const createdFor = () => sandbox.ledger.created.map(({ recipient }) => recipient).sort();
	const polls = () => sandbox.requests.filter(({ path }) => path.endsWith('get-task-status'));
	const workerOf = (executionId: string) => {
		const worker = cluster.workers.find((each) => each.took(executionId));
		if (!worker) throw new Error(`No worker took execution ${executionId}`);
		return worker;
	};
	/** The end of a workflow's only execution, and how long it took to come. */
	const endOf = async (workflow: Added) => {
		const start = Date.now();
		const { id, status } = await seen('The end of the execution', async () => {
			const execution = await onlyExecutionOf(workflow);
			return isOver(execution) ? execution : undefined;
		});
		return { ...(await main.execution(id)), id, status, afterMs: Date.now() - start };
	};

	/** One message whose task does not end, and the worker that waits for it. */
	const waiting = async () => {
		sandbox.set({ extension: 'asleep' });
		const workflow = await add(message());
		const [person] = sandbox.world.connections;
		callOnly(workflow, person);
		await seen('The node waiting', () => polls().length >= 2);
		const { id } = await onlyExecutionOf(workflow);
		return { workflow, person, executionId: id, worker: workerOf(id) };
	};

	describe('fifty people at once', () => {
		test('each is invited exactly once, and no mark is lost', async () => {
			const workflow = await add(outreach());
			const people = sandbox.world.strangers.slice(0, PEOPLE);
			const start = Date.now();
			const answers = await callForAll(workflow, people);
			const seconds = (Date.now() - start) / 1000;

			expect(unique(answers.map(({ status }) => status))).toEqual([200]);
			expect(unique(await statusesOf(workflow))).toEqual(['success']);
			const { connection_requests: invited } = sandbox.ledger;
			expect(invited.map(({ recipient }) => recipient).sort()).toEqual(idsOf(people));
			expect(createdFor()).toEqual(idsOf(people));
			for (const { name, text } of invited) {
				expect(text).toBe(`Hi ${name?.split(' ')[0]}, nice to meet you`);
			}

			const executions = await executionsOf(workflow);
			const shares = cluster.workers.map(
				(worker) => executions.filter(({ id }) => worker.took(id)).length,
			);
			expect(Math.min(...shares)).toBeGreaterThan(0);
			const marks = await marksOf(workflow);
			expect(marks).toBeGreaterThan(2 * PEOPLE - 5);
			console.log(
				`n8n ${major}: ${PEOPLE} invitations in ${seconds.toFixed(1)} s, ${shares.join(' + ')} on the workers; ${marks} of ${2 * PEOPLE} marks in the database`,
			);
		});

		test('nobody is taken for somebody who was reached before, and the second time everybody is', async () => {
			const workflow = await add(message({ sendOncePerRecipient: 'workflow' }));
			const people = sandbox.world.connections.slice(0, PEOPLE);
			await callForAll(workflow, people);
			expect(createdFor()).toEqual(idsOf(people));

			await callForAll(workflow, people);
			const again = (await executionsOf(workflow)).slice(PEOPLE);
			const items = await Promise.all(
				again.map(async ({ id }) => itemsOf(await main.execution(id), 'Write')),
			);
			expect(unique(items.flat().map(({ status }) => status))).toEqual(['already_contacted']);
			expect(unique(await statusesOf(workflow))).toEqual(['success']);
			expect(createdFor()).toEqual(idsOf(people));
		});

		test('when all workers die with everything on the way, each attempt is on record', async () => {
			const workflow = await add(outreach());
			const people = sandbox.world.strangers.slice(0, PEOPLE);
			const held = cluster.gate.holdAnswers(INVITE, PEOPLE);
			callForAll(workflow, people).catch(() => undefined);
			await held.reached;
			await Promise.all(cluster.workers.map((worker) => worker.kill()));
			held.release();

			expect(createdFor()).toEqual(idsOf(people));
			expect(await marksOf(workflow)).toBe(PEOPLE);
			// Workers that come back find in their own journal what they did not finish; n8n finds the rest.
			await Promise.all(cluster.workers.map((worker) => worker.start()));
			await seen('The end of all', async () => (await executionsOf(workflow)).every(isOver));
			await sleep(15_000);
			expect(createdFor()).toEqual(idsOf(people));
		});
	});

	describe('the first marks of a node on two workers at once', () => {
		beforeAll(async () => {
			// Both have looked, and found no row, before either has written.
			await cluster.execute(`
				create function slowly() returns trigger language plpgsql
					as $$ begin perform pg_sleep(6); return new; end $$;
				create trigger slowly before insert on processed_data
					for each row execute function slowly()`);
		});
		afterAll(() => cluster.execute('drop function slowly cascade'));

		test('collide, and both stay', async () => {
			const workflow = await add(message());
			const people = sandbox.world.connections.slice(0, 20);
			const held = cluster.gate.holdAnswers(WRITE, people.length);
			const calls = callForAll(workflow, people);
			await held.reached;
			expect(await marksOf(workflow)).toBe(people.length);
			held.release();
			await calls;
			expect(unique(await statusesOf(workflow))).toEqual(['success']);
			expect(createdFor()).toEqual(idsOf(people));
			const key = `(${workflow.id}, n:${workflow.lastNodeId}) already exists`;
			expect(cluster.databaseLog().includes(key)).toBe(true);
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
		const end = await endOf(workflow);
		await sleep(3000);
		expect(createdFor()).toEqual([person.id]);
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
			expect(await statusesOf(rest.workflow)).toEqual([end.status]);
		});

		test('between the request and its answer: the message is not sent again', async () => {
			const workflow = await add(message());
			const person = sandbox.world.connections[1];
			const held = cluster.gate.holdAnswers(WRITE);
			callOnly(workflow, person);
			await held.reached;
			const { id } = await onlyExecutionOf(workflow);
			const worker = workerOf(id);
			await worker.kill();
			held.release();
			await afterDeath({ workflow, person, outcome: 'unknown' });
		});
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
		await main.stopExecution(executionId);
		const { status } = await endOf(workflow);
		expect(status).toBe('canceled');
		// Left alone it would wait for ten minutes.
		expect(Date.now() - start).toBeLessThan(10_000);
		await sleep(1000);
		const before = polls().length;
		await sleep(4000);
		expect(polls()).toHaveLength(before);
		expect(createdFor()).toEqual([person.id]);
	});
});
