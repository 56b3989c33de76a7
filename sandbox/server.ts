import Fastify from 'fastify';
import { createBox } from './box';
import { addTraffic } from './traffic';
import { ApiError } from './routes/api';
import { addAgentRoutes } from './routes/agent';
import { addOtpRoutes } from './routes/otp';
import { addWatchlistRoutes } from './routes/watchlists';
import { addPostRoutes } from './routes/posts';
import { addEngageRoutes } from './routes/engage';
import { addTeamRoutes } from './routes/team';
import { addLinkupRoutes } from './routes/linkup';
import { addPageRoutes } from './routes/page';
import { addControlRoutes } from './routes/control';

/** @typedef {Awaited<ReturnType<typeof startSandbox>>} Sandbox */

/** @param {import('./box').Box} box */
function createApp(box) {
	const app = Fastify({ forceCloseConnections: true, bodyLimit: 5 * 1024 * 1024 });

	// An empty body with a JSON content type is what many clients send with DELETE.
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		try {
			done(null, body === '' ? undefined : JSON.parse(String(body)));
		} catch {
			done(new ApiError(400, 'Invalid JSON body'));
		}
	});
	app.setErrorHandler((error, _request, reply) => {
		const { status, statusCode, message } = /** @type {any} */ error;
		return reply.code(status ?? statusCode ?? 500).send({ error: message });
	});
	app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'Not found' }));

	addTraffic(app, box);
	addAgentRoutes(app, box);
	addOtpRoutes(app, box);
	addWatchlistRoutes(app, box);
	addPostRoutes(app, box);
	addEngageRoutes(app, box);
	addTeamRoutes(app, box);
	addLinkupRoutes(app, box);
	addControlRoutes(app, box);
	addPageRoutes(app, box);
	return app;
}

/**
 * @param {{ port?: number } & import('./box').Start} [options]
 */
async function startSandbox({ port = 0, seed = 1, switches = {} } = {}) {
	const box = createBox({ seed, switches });
	const app = createApp(box);
	const url = await app.listen({ port, host: '127.0.0.1' });

	return {
		url,
		port: Number(new URL(url).port),
		requests: box.requests,
		switches: box.switches,
		get world() {
			return box.world;
		},
		get ledger() {
			return box.ledger;
		},
		get tasks() {
			return box.tasks;
		},
		set: box.set,
		reset: box.reset,
		async close() {
			box.tasks.stop();
			await app.close();
		},
	};
}

export { startSandbox };
