import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { strikesAfter, takeFault, type Fault } from './faults';
import { faultyAnswer } from './faultyAnswer';
import { isObject } from './json';
import type { LoggedRequest, State } from './state';

const isControl = (path: string) => path === '/' || path.startsWith('/sandbox/');

const withoutKey = (headers: FastifyRequest['headers']) =>
	headers['x-api-key'] === undefined ? { ...headers } : { ...headers, 'x-api-key': '***' };

/** No answer will come from Fastify any more. */
function hangUp(request: FastifyRequest, reply: FastifyReply) {
	reply.hijack();
	request.raw.socket.destroy();
}

async function strikeBefore(fault: Fault, request: FastifyRequest, reply: FastifyReply) {
	if (fault.kind === 'slow') {
		await sleep(fault.ms, undefined, { ref: false });
		return;
	}
	if (fault.kind === 'resetBefore') {
		hangUp(request, reply);
		return;
	}
	if (fault.kind === 'timeout') return reply.hijack();
	const key = String(request.headers['x-api-key'] ?? '');
	const { status, headers, body } = faultyAnswer(fault, { url: request.url, key });
	return await reply.code(status).headers(headers).send(body);
}

function withoutTaskId(text: string) {
	const answer: unknown = JSON.parse(text);
	return JSON.stringify(isObject(answer) ? { ...answer, api_agent_task_id: undefined } : answer);
}

/** The answer with a fault in it. */
function spoil(fault: Fault, request: FastifyRequest, reply: FastifyReply, text: string) {
	if (fault.kind === 'brokenJson') return text.slice(0, Math.max(1, Math.floor(text.length / 2)));
	if (fault.kind === 'empty') return '';
	if (fault.kind === 'missingTaskId') return withoutTaskId(text);
	const answer = faultyAnswer(fault, { url: request.url });
	reply.code(answer.status).headers(answer.headers);
	return answer.body;
}

/** Writes down every request to the API, and lets the faults strike. */
export function addTraffic(app: FastifyInstance, state: State) {
	const known = new WeakMap<FastifyRequest, { entry: LoggedRequest; fault?: Fault }>();

	app.addHook<{ Querystring: LoggedRequest['query'] }>('onRequest', (request, _reply, done) => {
		const path = request.url.split('?')[0];
		if (!isControl(path)) {
			const entry: LoggedRequest = {
				at: new Date(state.clock.now()).toISOString(),
				method: request.method,
				path,
				query: request.query,
				body: undefined,
				status: null,
				headers: withoutKey(request.headers),
			};
			known.set(request, { entry });
			state.log(entry);
		}
		done();
	});

	app.addHook('preHandler', async (request, reply) => {
		const traffic = known.get(request);
		if (!traffic) return;
		traffic.entry.body = request.body;
		const fault = takeFault(state.faults, traffic.entry);
		if (!fault) return;
		if (strikesAfter(fault)) traffic.fault = fault;
		else await strikeBefore(fault, request, reply);
	});

	app.addHook('onSend', (request, reply, payload, done) => {
		const traffic = known.get(request);
		if (!traffic) {
			done(null, payload);
			return;
		}
		const { entry, fault } = traffic;
		if (fault?.kind === 'resetAfter') {
			hangUp(request, reply);
			return;
		}
		const text = typeof payload === 'string' ? payload : '';
		const sent = fault ? spoil(fault, request, reply, text) : payload;
		entry.status = reply.statusCode;
		state.changed();
		done(null, sent);
	});
}
