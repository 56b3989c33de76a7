import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { strikesBefore, strikesTask, takeFault, type Fault } from './faults';
import { faultyAnswer } from './faultyAnswer';
import { spoilText } from './spoiltText';
import type { LoggedRequest, State } from './state';

declare module 'fastify' {
	interface FastifyRequest {
		/** Null for requests that are not logged. */
		logged: LoggedRequest | null;
		/** What goes wrong after the request was accepted. */
		fault: Fault | null;
	}
}

const isControl = (path: string) => path === '/' || path.startsWith('/sandbox/');

const withoutKey = (headers: FastifyRequest['headers']) =>
	headers['x-api-key'] === undefined ? { ...headers } : { ...headers, 'x-api-key': '***' };

/** Fastify will not answer any more. */
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

/** The answer with a fault in it. */
function spoilAnswer(fault: Fault, request: FastifyRequest, reply: FastifyReply, text: string) {
	const spoilt = spoilText(fault, text);
	if (spoilt !== null) return spoilt;
	const answer = faultyAnswer(fault, { url: request.url });
	reply.code(answer.status).headers(answer.headers);
	return answer.body;
}

/** Logs every request to the API, and applies the faults. */
export function addTraffic(app: FastifyInstance, state: State) {
	app.decorateRequest('logged', null);
	app.decorateRequest('fault', null);

	app.addHook<{ Querystring: LoggedRequest['query'] }>('onRequest', (request, _reply, done) => {
		state.catchUp();
		const path = request.url.split('?')[0];
		if (!isControl(path)) {
			request.logged = {
				at: new Date(state.clock.now()).toISOString(),
				method: request.method,
				path,
				query: request.query,
				body: undefined,
				status: null,
				headers: withoutKey(request.headers),
			};
			state.log(request.logged);
		}
		done();
	});

	app.addHook('preHandler', async (request, reply) => {
		if (!request.logged) return;
		request.logged.body = request.body;
		const fault = takeFault(state.faults, request.logged);
		if (fault && strikesBefore(fault)) await strikeBefore(fault, request, reply);
		else request.fault = fault;
	});

	app.addHook('onSend', (request, reply, payload, done) => {
		const { logged, fault } = request;
		if (fault?.kind === 'resetAfter') {
			hangUp(request, reply);
			return;
		}
		const text = typeof payload === 'string' ? payload : '';
		const sent = fault && !strikesTask(fault) ? spoilAnswer(fault, request, reply, text) : payload;
		if (logged) {
			logged.status = reply.statusCode;
			state.changed();
		}
		done(null, sent);
	});
}
