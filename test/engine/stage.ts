/*
 * What the tests of this folder stand on: a sandbox that is fresh for every test, and the built nodes in n8n's engine,
 * which talk to it over real HTTP.
 */
import { startSandbox } from '../../sandbox';
import { loadEngine, outxCredentials, SANDBOX_KEY } from '../support/engine';

/** Tasks are done before their creation is answered. */
const AT_ONCE = { taskDelayMs: 0, pickUpMs: 0 };

const urnOf = ({ id }) => `urn:li:fsd_profile:${id}`;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Parameters of the OutX node; `what` is "message.send". */
function parametersOf(what, parameters) {
	const [resource, operation] = what.split('.');
	return { resource, operation, ...parameters };
}

function watchMachine() {
	const EVERY = 20;
	let late = 0;
	let last = Date.now();
	const timer = setInterval(() => {
		const now = Date.now();
		// A millisecond or two is what a timer is late anyway.
		late += Math.max(0, now - last - EVERY - 2);
		last = now;
	}, EVERY);
	return { late: () => late, stop: () => clearInterval(timer) };
}

/** Shares one engine and one sandbox among the tests of a file. */
function setUpStage() {
	jest.setTimeout(60_000);
	const stage = {
		/** Runs the OutX node alone, against `options.sandbox` or the shared one. */
		async outx(what, parameters, { sandbox = stage.sandbox, ...options } = {}) {
			return await stage.engine.runNode('outx', parametersOf(what, parameters), {
				credentials: outxCredentials(sandbox.url),
				...options,
			});
		},
		async waitForTask(parameters, { sandbox = stage.sandbox, ...options } = {}) {
			return await stage.engine.runNode('outxWaitForTask', parameters, {
				credentials: outxCredentials(sandbox.url),
				...options,
			});
		},
		/** A sandbox of its own, for what runs beside something else. It is closed after the test. */
		async another(switches = {}) {
			const sandbox = await startSandbox({ switches: { ...AT_ONCE, ...switches } });
			more.push(sandbox);
			return sandbox;
		},
		/** Milliseconds by which a busy machine was late since the test began: what a time limit has to allow for. */
		late: () => watch.late(),
		/** People one can write to, as items. */
		connections: (count, from = 0) =>
			stage.sandbox.world.connections
				.slice(from, from + count)
				.map((person) => ({ json: { urn: urnOf(person), id: person.id, slug: person.slug } })),
		strangers: (count) =>
			stage.sandbox.world.strangers
				.slice(0, count)
				.map((person) => ({ json: { urn: urnOf(person), id: person.id } })),
	};
	const more = [];
	let watch;

	beforeAll(async () => {
		stage.engine = await loadEngine();
		stage.sandbox = await startSandbox({ switches: AT_ONCE });
	});
	beforeEach(() => {
		stage.sandbox.reset({ switches: AT_ONCE });
		stage.engine.useStore();
		watch = watchMachine();
	});
	afterEach(async () => {
		watch.stop();
		await Promise.all(more.splice(0).map((sandbox) => sandbox.close()));
	});
	afterAll(async () => {
		await stage.sandbox.close();
	});
	return stage;
}

const posts = (sandbox) => sandbox.requests.filter(({ method }) => method === 'POST');
const polls = (sandbox) => sandbox.requests.filter(({ path }) => path.endsWith('get-task-status'));
/** Milliseconds between each request and the next. */
const gaps = (requests) =>
	requests.slice(1).map(({ at }, index) => Date.parse(at) - Date.parse(requests[index].at));

/** Creates tasks without a node, for tests of what waits for them. */
async function createTasks(sandbox, count, type = 'fetch-company', body = undefined) {
	const slug = sandbox.world.companies[0].slug;
	const ids = [];
	for (let left = count; left > 0; left--) {
		const response = await fetch(`${sandbox.url}/linkedin-agent/${type}`, {
			method: 'POST',
			headers: { 'x-api-key': SANDBOX_KEY, 'content-type': 'application/json' },
			body: JSON.stringify(body ?? { company_slug: slug }),
		});
		ids.push((await response.json()).api_agent_task_id);
	}
	sandbox.requests.length = 0;
	return ids;
}

const itemsFor = (ids) => ids.map((api_agent_task_id) => ({ json: { api_agent_task_id } }));

/** Nothing of a run, not even its hidden parts, holds the key. */
function expectNoKey({ raw }) {
	const text = JSON.stringify(raw, (_key, value) =>
		value instanceof Error
			? { ...value, message: value.message, stack: value.stack, cause: value.cause }
			: value,
	);
	expect(text).not.toContain(SANDBOX_KEY);
}

export {
	AT_ONCE,
	createTasks,
	expectNoKey,
	gaps,
	itemsFor,
	parametersOf,
	polls,
	posts,
	setUpStage,
	sleep,
	urnOf,
};
