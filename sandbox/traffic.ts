import { setTimeout as sleep } from 'node:timers/promises';
import { faultyAnswer, strikesAfter, takeFault } from './faults';

/**
 * @typedef {import('fastify').FastifyRequest} Request
 * @typedef {import('fastify').FastifyReply} Reply
 * @typedef {import('./faults').Fault} Fault
 */

const isControl = (/** @type {string} */ path) => path === '/' || path.startsWith('/sandbox/');

/** @param {Request['headers']} headers */
const withoutKey = (headers) =>
	headers['x-api-key'] === undefined ? { ...headers } : { ...headers, 'x-api-key': '***' };

/** No answer will come from Fastify any more. @param {Request} request @param {Reply} reply */
function hangUp(request, reply) {
	reply.hijack();
	request.raw.socket.destroy();
}

/** @param {Reply} reply @param {Fault} fault @param {Request} request */
function answerWith(reply, fault, request) {
	const key = String(request.headers['x-api-key'] ?? '');
	const { status, headers, body } = faultyAnswer(fault, { url: request.url, key, now: Date.now() });
	return reply.code(status).headers(headers).send(body);
}

/** @param {Fault} fault @param {Request} request @param {Reply} reply */
async function strikeBefore(fault, request, reply) {
	if (fault.kind === 'slow') return sleep(fault.ms, undefined, { ref: false });
	if (fault.kind === 'resetBefore') return hangUp(request, reply);
	if (fault.kind === 'timeout') return reply.hijack();
	return answerWith(reply, fault, request);
}

/** @param {Fault} fault @param {Request} request @param {Reply} reply @param {unknown} payload */
function spoil(fault, request, reply, payload) {
	const text = typeof payload === 'string' ? payload : '';
	if (fault.kind === 'brokenJson') return text.slice(0, Math.max(1, Math.floor(text.length / 2)));
	if (fault.kind === 'empty') return '';
	if (fault.kind === 'missingTaskId') {
		const { api_agent_task_id: _, ...rest } = JSON.parse(text);
		return JSON.stringify(rest);
	}
	const answer = faultyAnswer(fault, { url: request.url, key: '', now: Date.now() });
	reply.code(answer.status).headers(answer.headers);
	return answer.body;
}

/**
 * Writes down every request to the API and lets the faults at it.
 * @param {import('fastify').FastifyInstance} app
 * @param {import('./box').Box} box
 */
function addTraffic(app, box) {
	/** @type {WeakMap<Request, { entry: import('./box').LoggedRequest, fault?: Fault }>} */
	const known = new WeakMap();

	app.addHook('onRequest', async (request) => {
		const path = request.url.split('?')[0];
		if (isControl(path)) return;
		const entry = {
			at: new Date().toISOString(),
			method: request.method,
			path,
			query: /** @type {Record<string, any>} */ request.query,
			body: undefined,
			status: null,
			headers: withoutKey(request.headers),
		};
		known.set(request, { entry });
		box.log(entry);
	});

	app.addHook('preHandler', async (request, reply) => {
		const state = known.get(request);
		if (!state) return;
		state.entry.body = request.body;
		const fault = takeFault(box.faults, { ...state.entry, body: request.body });
		if (!fault) return;
		if (strikesAfter(fault)) state.fault = fault;
		else await strikeBefore(fault, request, reply);
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const state = known.get(request);
		if (!state) return payload;
		if (state.fault?.kind === 'resetAfter') {
			hangUp(request, reply);
			return payload;
		}
		const sent = state.fault ? spoil(state.fault, request, reply, payload) : payload;
		state.entry.status = reply.statusCode;
		box.changed();
		return sent;
	});
}

export { addTraffic };
