import Fastify, { type FastifyError } from 'fastify';
import { ApiError } from './apiError';
import type { Ledger } from './ledger';
import type { Seed } from './random';
import { addAgentRoutes } from './routes/agent';
import { addOtpRoutes } from './routes/otp';
import { addWatchlistRoutes } from './routes/watchlists';
import { addInteractionRoutes } from './routes/interactions';
import { addPostRoutes } from './routes/posts';
import { addEngageRoutes } from './routes/engage';
import { addTeamRoutes } from './routes/team';
import { addLinkupRoutes } from './routes/linkup';
import { addPageRoutes } from './routes/page';
import { addControlRoutes } from './routes/control';
import { addPeopleRoutes } from './routes/people';
import { createState, type LoggedRequest, type State } from './state';
import type { Switches } from './switches';
import type { Tasks } from './tasks';
import { addTraffic } from './traffic';
import type { World } from './world';
import type { Invitations } from './world/invitations';

export interface ResetOptions {
	seed?: Seed;
	/** The others get the values they have at the start. */
	switches?: Partial<Switches>;
	/** Simulated time, in milliseconds. Real time by default. */
	now?: number;
}

export interface SandboxOptions extends ResetOptions {
	/** A free one by default. */
	port?: number;
}

export interface Sandbox {
	url: string;
	port: number;
	requests: LoggedRequest[];
	switches: Switches;
	/** These four are new ones after a reset. */
	readonly world: World;
	readonly invitations: Invitations;
	readonly ledger: Ledger;
	readonly tasks: Tasks;
	set: (change: Partial<Switches>) => void;
	reset: (options?: ResetOptions) => void;
	/** Simulated time, in milliseconds. */
	now: () => number;
	/** Moves simulated time forward, to a moment in milliseconds. */
	moveClock: (to: number) => void;
	/** Cuts hanging connections, too. */
	close: () => Promise<void>;
}

function createApp(state: State) {
	const app = Fastify({ forceCloseConnections: true, bodyLimit: 5 * 1024 * 1024 });

	// An empty body with a JSON content type is what many clients send with DELETE.
	app.addContentTypeParser<string>(
		'application/json',
		{ parseAs: 'string' },
		(_request, body, done) => {
			try {
				done(null, body === '' ? undefined : JSON.parse(body));
			} catch {
				done(new ApiError(400, 'Invalid JSON body'));
			}
		},
	);
	app.setErrorHandler<FastifyError | ApiError>((error, _request, reply) => {
		const status = error instanceof ApiError ? error.status : (error.statusCode ?? 500);
		return reply.code(status).send({ error: error.message });
	});
	app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'Not found' }));

	addTraffic(app, state);
	addAgentRoutes(app, state);
	addOtpRoutes(app, state);
	addWatchlistRoutes(app, state);
	addPostRoutes(app, state);
	addInteractionRoutes(app, state);
	addEngageRoutes(app, state);
	addTeamRoutes(app, state);
	addLinkupRoutes(app, state);
	addControlRoutes(app, state);
	addPeopleRoutes(app, state);
	addPageRoutes(app, state);
	return app;
}

export async function startSandbox({ port = 0, ...start }: SandboxOptions = {}): Promise<Sandbox> {
	const state = createState(start);
	const app = createApp(state);
	const url = await app.listen({ port, host: '127.0.0.1' });

	return {
		url,
		port: Number(new URL(url).port),
		requests: state.requests,
		switches: state.switches,
		get world() {
			return state.world;
		},
		get invitations() {
			return state.invitations;
		},
		get ledger() {
			return state.ledger;
		},
		get tasks() {
			return state.tasks;
		},
		set(change) {
			state.set(change);
		},
		reset(options) {
			state.reset(options);
		},
		now: () => state.clock.now(),
		moveClock(to) {
			state.moveClock(to);
		},
		async close() {
			state.tasks.stop();
			await app.close();
		},
	};
}
