/* What the sandbox was asked for, and tasks that nobody asked for through a node. */
import type { IDataObject } from 'n8n-workflow';

import { SANDBOX_KEY } from '../support/engine';
import { fetchJson } from '../support/http';
import { isObject, textOf } from '../support/json';
import type { Sandbox } from './stage';

type Logged = Sandbox['requests'][number];

/** A request that the sandbox got, with the moment in milliseconds. */
export interface Sent extends Omit<Logged, 'at' | 'body'> {
	at: number;
	body: IDataObject;
}

export function sent({ requests }: Sandbox): Sent[] {
	return requests.map(({ at, body, ...rest }) => ({
		...rest,
		at: Date.parse(at),
		body: isObject(body) ? body : {},
	}));
}

export const posts = (sandbox: Sandbox) => sent(sandbox).filter(({ method }) => method === 'POST');

export const polls = (sandbox: Sandbox) =>
	sent(sandbox).filter(({ path }) => path.endsWith('get-task-status'));

/** Milliseconds between each request and the next. */
export const gaps = (requests: readonly Sent[]) =>
	requests.slice(1).map(({ at }, index) => at - requests[index].at);

/** Creates tasks without a node, for tests of what waits for them. */
export async function createTasks(
	sandbox: Sandbox,
	count: number,
	type = 'fetch-company',
	body: IDataObject = { company_slug: sandbox.world.companies[0].slug },
): Promise<string[]> {
	const ids: string[] = [];
	for (let left = count; left > 0; left--) {
		const url = `${sandbox.url}/linkedin-agent/${type}`;
		const answer = await fetchJson(url, { headers: { 'x-api-key': SANDBOX_KEY }, body });
		ids.push(textOf(answer.api_agent_task_id));
	}
	sandbox.requests.length = 0;
	return ids;
}

export const itemsFor = (ids: readonly string[]) =>
	ids.map((api_agent_task_id) => ({ json: { api_agent_task_id } }));
