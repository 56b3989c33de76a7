/*
 * What the tests of this folder stand on: a sandbox that is fresh for every test, and the built nodes in n8n's engine,
 * which talk to it over real HTTP.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox, type Switches } from '../../sandbox';
import type { Person } from '../../sandbox/world/people';
import {
	loadEngine,
	outxCredentials,
	SANDBOX_KEY,
	type DeduplicationStore,
	type Engine,
	type NodeRun,
	type RunNodeOptions,
} from '../support/engine';
import { numberOf, objectOf, present } from '../support/json';
import { watchMachine, type MachineWatch } from './machine';

export { sleep };
export type { Sandbox, Switches };

/** Tasks are done before their creation is answered. */
export const AT_ONCE = { taskDelayMs: 0, pickUpMs: 0 } satisfies Partial<Switches>;

export const urnOf = ({ id }: { id: string }) => `urn:li:fsd_profile:${id}`;

/** A type, because an interface is no item for n8n. */
export type PersonItem = { json: { urn: string; id: string; slug: string } };

const itemOf = (person: Person): PersonItem => ({
	json: { urn: urnOf(person), id: person.id, slug: person.slug },
});

/** Parameters of the OutX node; `what` is "message.send". */
export function parametersOf(what: string, parameters: INodeParameters = {}): INodeParameters {
	const [resource, operation] = what.split('.');
	return { resource, operation, ...parameters };
}

export interface StageOptions extends RunNodeOptions {
	/** Another server than the sandbox that the tests of the file share. */
	sandbox?: { url: string };
}

export class Stage {
	private readonly others: Sandbox[] = [];

	private shared: { engine: Engine; sandbox: Sandbox } | undefined;

	private watch: MachineWatch | undefined;

	get engine(): Engine {
		return present(this.shared).engine;
	}

	get sandbox(): Sandbox {
		return present(this.shared).sandbox;
	}

	get store(): DeduplicationStore {
		return present(this.engine.store);
	}

	/** Runs the OutX node alone. */
	async outx(what: string, parameters: INodeParameters, options?: StageOptions): Promise<NodeRun> {
		return await this.run('outx', parametersOf(what, parameters), options);
	}

	async waitForTask(parameters: INodeParameters, options?: StageOptions): Promise<NodeRun> {
		return await this.run('outxWaitForTask', parameters, options);
	}

	private async run(
		node: string,
		parameters: INodeParameters,
		{ sandbox = this.sandbox, ...options }: StageOptions = {},
	): Promise<NodeRun> {
		const credentials = outxCredentials(sandbox.url);
		return await this.engine.runNode(node, parameters, { credentials, ...options });
	}

	/** A sandbox of its own, for what runs beside something else. It is closed after the test. */
	async another(switches: Partial<Switches> = {}): Promise<Sandbox> {
		const sandbox = await startSandbox({ switches: { ...AT_ONCE, ...switches } });
		this.others.push(sandbox);
		return sandbox;
	}

	/** Runs all rows at the same time, each with a sandbox of its own, and returns the outcomes by name. */
	async together<Row, Outcome>(
		rows: Record<string, Row>,
		run: (sandbox: Sandbox, row: Row, name: string) => Promise<Outcome>,
	): Promise<Record<string, Outcome>> {
		const outcomes = Object.entries(rows).map(
			async ([name, row]) => [name, await run(await this.another(), row, name)] as const,
		);
		return Object.fromEntries(await Promise.all(outcomes));
	}

	/** Milliseconds by which a busy machine was late since the test began: what a time limit has to allow for. */
	late(): number {
		return present(this.watch).late();
	}

	/** People one can write to, as items. */
	connections(count: number, from = 0): PersonItem[] {
		return this.sandbox.world.connections.slice(from, from + count).map(itemOf);
	}

	strangers(count: number): PersonItem[] {
		return this.sandbox.world.strangers.slice(0, count).map(itemOf);
	}

	async open(): Promise<void> {
		const sandbox = await startSandbox({ switches: AT_ONCE });
		this.shared = { engine: await loadEngine(), sandbox };
	}

	beginTest(): void {
		this.sandbox.reset({ switches: AT_ONCE });
		this.engine.useStore();
		this.watch = watchMachine();
	}

	async endTest(): Promise<void> {
		this.watch?.stop();
		await Promise.all(this.others.splice(0).map((sandbox) => sandbox.close()));
	}

	async close(): Promise<void> {
		await this.shared?.sandbox.close();
	}
}

/** Shares one engine and one sandbox among the tests of a file. */
export function setUpStage(): Stage {
	// A busy machine needs several times as long as an idle one.
	jest.setTimeout(240_000);
	const stage = new Stage();
	beforeAll(async () => {
		await stage.open();
	});
	beforeEach(() => {
		stage.beginTest();
	});
	afterEach(async () => {
		await stage.endTest();
	});
	afterAll(async () => {
		await stage.close();
	});
	return stage;
}

/** The input item that each of these items came from. */
export function inputsOf(items: readonly INodeExecutionData[]): number[] {
	return items.map(({ pairedItem }) => numberOf(objectOf(pairedItem).item));
}

/** Nothing of a run, not even its hidden parts, holds the key. */
export function expectNoKey(run: unknown, key: string = SANDBOX_KEY): void {
	const text = JSON.stringify(run, (_key, value: unknown) =>
		value instanceof Error
			? Object.assign({}, value, { message: value.message, stack: value.stack, cause: value.cause })
			: value,
	);
	expect(text).not.toContain(key);
}
