import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../apiError';
import { isObject, type JsonObject } from '../json';
import { LinkupError, invalid, errorEnvelope, codeFor } from '../linkup/request';
import { findAction } from '../linkup/actions';
import type { Query, State } from '../state';
import { readBody, type ApiRoute } from './api';

export const LINKUP_KEY = 'linkup_sandbox_key';
const ACCOUNTS = [
	{ account_id: 'acc_sandbox', platform: 'linkedin', status: 'active', name: 'Robin Sandbox' },
	{ account_id: 'acc_inactive', platform: 'linkedin', status: 'inactive', name: 'Sam Sandbox' },
];

function checkKey(key: unknown) {
	if (key !== LINKUP_KEY) throw new LinkupError('INVALID_API_KEY', 'Invalid or missing API key');
}

function checkAccount(id: unknown) {
	if (typeof id !== 'string' || id === '') throw invalid('Missing required parameter: account_id');
	const account = ACCOUNTS.find(({ account_id }) => account_id === id);
	if (!account) throw new LinkupError('INVALID_ACCOUNT', `No account ${id} for this key`);
	if (account.status !== 'active') {
		throw new LinkupError('ACCOUNT_INACTIVE', 'This account is not active. Reactivate it first.');
	}
}

const metadata = (action: unknown, credits: number) => ({
	action,
	credits_consumed: credits,
	timestamp: new Date().toISOString(),
});

function network({ account_id: id, action: name, params = {} }: JsonObject, state: State) {
	checkAccount(id);
	const action = findAction(name);
	if (!isObject(params)) throw invalid('params must be an object');
	if (state.linkup.consumed >= state.switches.linkupCredits) {
		throw new LinkupError('INSUFFICIENT_CREDITS', 'Not enough credits');
	}
	const { data, credits } = action(params, {
		account: state.linkup,
		world: state.world,
		act(done) {
			state.ledger.accept(done, state.clock.now(), null);
			state.ledger.record(done, state.clock.now(), null);
			state.changed();
		},
	});
	state.linkup.consumed += credits;
	return { success: true, data, metadata: { ...metadata(name, credits), account_id: id } };
}

const whole = (value: Query[string], fallback: number) => {
	const number = Number(value);
	return value !== undefined && Number.isInteger(number) && number >= 0 ? number : fallback;
};

function listAccounts({ limit, offset }: Query) {
	const from = whole(offset, 0);
	const accounts = ACCOUNTS.slice(from, from + whole(limit, 50));
	return {
		success: true,
		data: { accounts, total: ACCOUNTS.length },
		metadata: metadata('list_accounts', 0),
	};
}

function statusOf(error: FastifyError | ApiError | LinkupError) {
	return 'status' in error ? error.status : (error.statusCode ?? 500);
}

/** LinkupAPI puts its errors into an envelope. */
function errorHandler(
	error: FastifyError | ApiError | LinkupError,
	{ body }: FastifyRequest,
	reply: FastifyReply,
) {
	const status = statusOf(error);
	const code = error instanceof LinkupError ? error.code : codeFor(status);
	const action = isObject(body) && typeof body.action === 'string' ? body.action : null;
	void reply.code(status).send(errorEnvelope({ code, message: error.message }, action));
}

export function addLinkupRoutes(app: FastifyInstance, state: State) {
	app.post<ApiRoute>('/v2/network', { errorHandler }, ({ headers, body }) => {
		checkKey(headers['x-api-key']);
		return network(readBody(body), state);
	});
	app.get<ApiRoute>('/v2/accounts', { errorHandler }, ({ headers, query }) => {
		checkKey(headers['x-api-key']);
		return listAccounts(query);
	});
}
