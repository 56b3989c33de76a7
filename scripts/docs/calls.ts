import type { INodeParameters } from 'n8n-workflow';
import { request } from 'undici';
import { z } from 'zod';
import { resources } from '../../nodes/Outx/resources';
import type { Sandbox } from '../../sandbox';
import { sampleFor } from '../../test/package/samples';
import { type Engine, outxCredentials } from '../../test/support/engine';
import type { Calls } from './apiPage';

export const KINDS = ['keyword', 'people', 'company', 'reddit'];
const AT_ONCE = { taskDelayMs: 0, pickUpMs: 0 };
/** What waits for a task asks about it. */
const STATUS = 'GET /linkedin-agent/get-task-status';

const watchlists = z.object({
	watchlists: z.array(z.object({ id: z.string(), kind: z.string() })),
});

/** Parameters that pick a watchlist of this kind, or create one. */
export async function parametersOfKind(
	{ url }: Sandbox,
	kind: string,
	operation?: string,
): Promise<INodeParameters> {
	const { body } = await request(`${url}/sandbox/watchlists`);
	const found = watchlists.parse(await body.json()).watchlists.find((each) => each.kind === kind);
	return {
		kind,
		watchlist: { __rl: true, mode: 'id', value: found?.id ?? '' },
		...(operation === 'create' && { profiles: 'somebody', companies: 'something' }),
	};
}

/** Runs an operation of the built node, of watchlists once for every kind, and returns what it called. */
async function callsOf(engine: Engine, sandbox: Sandbox, resource: string, operation: string) {
	const calls = new Set<string>();
	sandbox.reset({ switches: AT_ONCE });
	for (const kind of resource === 'watchlist' ? KINDS : [undefined]) {
		const parameters = await sampleFor(`${resource}.${operation}`, sandbox);
		if (kind) Object.assign(parameters, await parametersOfKind(sandbox, kind, operation));
		sandbox.requests.length = 0;
		const credentials = outxCredentials(sandbox.url);
		const { error } = await engine.runNode('outx', parameters, { credentials });
		if (error) throw new Error(`${resource}.${operation}: ${error.message}`);
		for (const { method, path } of sandbox.requests) calls.add(`${method} ${path}`);
	}
	return calls;
}

/** Runs every operation, and returns what each one called. */
export async function callsOfAll(engine: Engine, sandbox: Sandbox): Promise<Calls> {
	const all: Calls = new Map();
	for (const resource of resources) {
		for (const operation of resource.operations) {
			const calls = await callsOf(engine, sandbox, resource.value, operation.value);
			if (operation.createsTask) calls.delete(STATUS);
			for (const call of calls) {
				const title = `${resource.name} → ${operation.name}`;
				all.set(call, [...(all.get(call) ?? []), title]);
			}
		}
	}
	return all;
}
