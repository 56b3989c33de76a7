/*
 * What is tried with every fault: each operation of the OutX node, also with Wait for Completion, and OutX Wait for Task.
 * Parameters are known by the names of fields, so a new operation has its rows without another line here.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Operation } from '../../nodes/Outx/operation';
import { resources } from '../../nodes/Outx/resources';
import type { Sandbox } from '../../sandbox';
import { createTasks } from '../engine/requests';
import { urnOf } from '../engine/stage';
import { outxCredentials } from '../support/engine';
import { fetchJson } from '../support/http';
import { listOf, textOf } from '../support/json';

export interface Row {
	name: string;
	node: 'outx' | 'outxWaitForTask';
	parameters: INodeParameters;
	/** It changes something, so nothing may be done twice. */
	acts: boolean;
	/** What OutX answers with is a task. */
	createsTask: boolean;
	/** It waits for tasks. */
	waits: boolean;
}

/** What is written into a field, by its name. Each item has its own of everything. */
const VALUES: INodeParameters = {
	comment: '={{ $json.text }}',
	company: '={{ $json.company }}',
	keywords: '={{ $json.text }}',
	message: '={{ $json.text }}',
	post: '={{ $json.post }}',
	postId: '={{ $json.postId }}',
	profile: '={{ $json.urn }}',
	profiles: '={{ $json.urn }}',
	recipient: '={{ $json.urn }}',
	start: '={{ $json.start }}',
	taskId: '={{ $json.api_agent_task_id }}',
	userEmail: 'robin@sandbox.example',
	watchlist: { __rl: true, mode: 'id', value: '={{ $json.watchlist }}' },
};

/** Where the name alone does not tell. */
const OWN_VALUES: Record<string, INodeParameters | undefined> = {
	'connection.sendRequest': { profile: '={{ $json.stranger }}' },
	'profile.get': { profile: '={{ $json.slug }}' },
	'profile.search': { keywords: '={{ $json.name }}' },
	'watchlist.update': { changes: { name: '={{ $json.text }}' } },
};

function parametersOf(name: string, { fields }: Operation): INodeParameters {
	const parameters: INodeParameters = {};
	for (const field of fields) {
		const value = OWN_VALUES[name]?.[field.name] ?? VALUES[field.name];
		if (value !== undefined) parameters[field.name] = value;
		else if (field.required && !field.displayOptions) {
			throw new Error(`Say in ${__filename} what '${field.name}' of ${name} is to be`);
		}
	}
	return parameters;
}

const WAIT = { maximumWait: 20, pollingInterval: 2 };

function rowsOf(resource: string, operation: Operation): Row[] {
	const { acts, createsTask = false, pages } = operation;
	const name = `${resource}.${operation.value}`;
	const own = parametersOf(name, operation);
	const row = (remark: string, parameters: INodeParameters, waits = false): Row => ({
		name: name + remark,
		node: 'outx',
		parameters: { resource, operation: operation.value, ...own, ...parameters },
		...{ acts: acts !== undefined, createsTask, waits },
	});
	const options = acts?.toSomebody && { sendOncePerRecipient: 'node' };
	return [
		row('', createsTask ? { waitForCompletion: false } : {}),
		...(acts?.toSomebody ? [row(', once', { waitForCompletion: false, options })] : []),
		...(createsTask
			? [
					row(
						', waiting',
						{ waitForCompletion: true, limit: 2, options: { ...WAIT, ...options } },
						true,
					),
				]
			: []),
		...(createsTask && pages
			? [row(', all pages', { waitForCompletion: true, returnAll: true, options: WAIT }, true)]
			: []),
	];
}

const waitForTask: Row = {
	name: 'OutX Wait for Task',
	node: 'outxWaitForTask',
	parameters: { taskId: VALUES.taskId, maximumWait: 20, options: { pollingInterval: 2 } },
	...{ acts: false, createsTask: true, waits: true },
};

/** Contact History asks n8n, not OutX. */
const operations = resources.flatMap(({ value, operations }) =>
	operations.filter(({ consult }) => !consult).flatMap((operation) => rowsOf(value, operation)),
);

export const REQUEST_ROWS: readonly Row[] = operations;
export const WAITING_ROWS: readonly Row[] = [...operations, waitForTask].filter(
	({ waits }) => waits,
);

/** What an item says that no other one does. */
export interface Given {
	json: IDataObject;
	marks: string[];
}

export const ITEMS = 3;

const post = async ({ url }: Sandbox, path: string, body?: object) =>
	await fetchJson(url + path, {
		headers: { 'x-api-key': outxCredentials(url).outxApi.apiKey },
		body,
	});

/** Whether the parameters take this from the items. */
const uses = (row: Row, name: string) => JSON.stringify(row.parameters).includes(`$json.${name}`);

async function idsFor(row: Row, sandbox: Sandbox, nth: number) {
	const ids: Record<'watchlist' | 'postId' | 'api_agent_task_id', string[]> = {
		...{ watchlist: [], postId: [], api_agent_task_id: [] },
	};
	const watch = async (keyword: string) => {
		const answer = await post(sandbox, '/api-keyword-watchlist', { keywords: [keyword] });
		ids.watchlist.push(textOf(answer.id));
	};
	if (uses(row, 'watchlist') || uses(row, 'postId')) {
		for (let item = 0; item < ITEMS; item++) await watch(`a${nth}-${item}`);
	}
	if (uses(row, 'postId')) {
		for (const id of ids.watchlist) {
			const { data } = await post(sandbox, `/api-posts?watchlist_id=${id}`);
			ids.postId.push(textOf(listOf(data)[0].id));
		}
	}
	if (uses(row, 'api_agent_task_id')) {
		ids.api_agent_task_id = await createTasks(sandbox, ITEMS);
	}
	return ids;
}

/** People who have posted something, each with a name of their own. */
function peopleIn({ world }: Sandbox) {
	const byName = new Map(world.connections.map((person) => [person.name, person]));
	return [...byName.values()].filter(({ id }) => world.postsOf(id).length > 0);
}

/** The items of a cell. `nth` tells it from the cells that the sandbox saw before. */
export async function itemsFor(row: Row, sandbox: Sandbox, nth: number): Promise<Given[]> {
	const { world } = sandbox;
	const people = peopleIn(sandbox);
	const ids = await idsFor(row, sandbox, nth);
	const from = nth * ITEMS;
	const posts = [...world.posts.keys()];
	return Array.from({ length: row.name.endsWith('all pages') ? 1 : ITEMS }, (_, item) => {
		const person = people[(from + item) % people.length];
		const json = {
			marker: `item ${item}`,
			text: `text-${nth}-${item}`,
			urn: urnOf(person),
			slug: person.slug,
			name: person.name,
			stranger: urnOf(world.strangers[(from + item) % world.strangers.length]),
			company: world.companies[(from + item) % world.companies.length].slug,
			post: `urn:li:activity:${posts[(from + item) % posts.length]}`,
			start: 700 + item,
			watchlist: ids.watchlist.at(item),
			postId: ids.postId.at(item),
			api_agent_task_id: ids.api_agent_task_id.at(item),
		};
		const { marker: _marker, start, company, ...rest } = json;
		const quoted = [`"start":${start}`, `"${company}"`, decodeURIComponent(person.slug)];
		return {
			json,
			marks: [...Object.values(rest), ...quoted].filter((mark) => mark !== undefined),
		};
	});
}
