import type { FastifyInstance } from 'fastify';
import { ApiError } from '../apiError';
import type { Fault } from '../faults';
import { isObject, type JsonObject } from '../json';
import type { Query, State } from '../state';

export const OUTX_KEY = 'outx_sandbox_key';
const PLUGIN_REQUIRED =
	"Plugin installation required: Please install the OutX browser extension on at least one team member's account to use the API. The plugin must have been active within the last 48 hours.";

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** What Fastify gives a route of this API. */
export interface ApiRoute {
	Querystring: Query;
	Body: unknown;
}

export interface Call {
	query: Query;
	body: JsonObject;
	/** What goes wrong with the task that the request creates. */
	fault: Fault | null;
}

type Handlers = Partial<Record<(typeof METHODS)[number], (call: Call) => JsonObject>>;

function checkAccess(key: unknown, state: State) {
	if (!key) throw new ApiError(401, 'Missing API Key');
	if (key !== OUTX_KEY) throw new ApiError(401, 'Invalid API Key');
	if (state.switches.extension === 'stale') throw new ApiError(403, PLUGIN_REQUIRED);
}

export function readBody(body: unknown): JsonObject {
	if (body === undefined || body === null) return {};
	if (!isObject(body)) throw new ApiError(400, 'The request body must be a JSON object');
	return body;
}

/** One path of the OutX API with the verbs it knows; the others answer 405. */
export function addPath(
	app: FastifyInstance,
	state: State,
	url: string,
	handlers: Handlers,
	{ needsKey = true } = {},
) {
	for (const method of METHODS) {
		const handle = handlers[method];
		app.route<ApiRoute>({
			method,
			url,
			handler({ headers, query, body, fault }, reply) {
				if (needsKey) checkAccess(headers['x-api-key'], state);
				if (!handle) {
					reply.header('allow', Object.keys(handlers).join(', '));
					throw new ApiError(405, 'Method not allowed');
				}
				return handle({ query, body: readBody(body), fault });
			},
		});
	}
}
