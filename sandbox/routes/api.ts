/**
 * @typedef {import('fastify').FastifyInstance} App
 * @typedef {import('fastify').FastifyRequest} Request
 * @typedef {import('fastify').FastifyReply} Reply
 * @typedef {import('../box').Box} Box
 *
 * @typedef {object} Call
 * @property {Record<string, any>} query
 * @property {Record<string, any>} body
 *
 * @typedef {'GET' | 'POST' | 'PUT' | 'DELETE'} Method
 * @typedef {(call: Call) => unknown} Handler
 */

const OUTX_KEY = 'outx_sandbox_key';
const PLUGIN_REQUIRED =
	"Plugin installation required: Please install the OutX browser extension on at least one team member's account to use the API. The plugin must have been active within the last 48 hours.";

/** @type {Method[]} */
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

/** An answer that is not 200, thrown from wherever it is noticed. */
class ApiError extends Error {
	/** @param {number} status @param {string} message */
	constructor(status, message) {
		super(message);
		this.status = status;
	}
}

/** @param {unknown} key @param {Box} box */
function checkAccess(key, box) {
	if (!key) throw new ApiError(401, 'Missing API Key');
	if (key !== OUTX_KEY) throw new ApiError(401, 'Invalid API Key');
	if (box.switches.extension === 'stale') throw new ApiError(403, PLUGIN_REQUIRED);
}

/** @param {unknown} body @returns {Record<string, any>} */
function objectBody(body) {
	if (body === undefined || body === null) return {};
	if (typeof body !== 'object' || Array.isArray(body)) {
		throw new ApiError(400, 'The request body must be a JSON object');
	}
	return body;
}

/**
 * One path of the OutX API with the verbs it knows; the others answer 405.
 * @param {App} app
 * @param {Box} box
 * @param {string} url
 * @param {Partial<Record<Method, Handler>>} handlers
 * @param {{ needsKey?: boolean }} options
 */
function addPath(app, box, url, handlers, { needsKey = true } = {}) {
	app.route({
		method: METHODS,
		url,
		handler: async (request, reply) => {
			if (needsKey) checkAccess(request.headers['x-api-key'], box);
			const handler = handlers[/** @type {Method} */ request.method];
			if (!handler) {
				reply.header('allow', Object.keys(handlers).join(', '));
				throw new ApiError(405, 'Method not allowed');
			}
			return handler({
				query: /** @type {Record<string, any>} */ request.query,
				body: objectBody(request.body),
			});
		},
	});
}

export { OUTX_KEY, ApiError, addPath, objectBody };
