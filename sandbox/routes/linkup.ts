import { objectBody } from './api';
import { LinkupError, invalid, errorEnvelope, codeFor } from '../linkup/request';
import { findAction } from '../linkup/actions';

/** @typedef {import('../box').Box} Box */

const LINKUP_KEY = 'linkup_sandbox_key';
const ACCOUNTS = [
	{ account_id: 'acc_sandbox', platform: 'linkedin', status: 'active', name: 'Robin Sandbox' },
	{ account_id: 'acc_inactive', platform: 'linkedin', status: 'inactive', name: 'Sam Sandbox' },
];

/** @param {unknown} key */
function checkKey(key) {
	if (key !== LINKUP_KEY) throw new LinkupError('INVALID_API_KEY', 'Invalid or missing API key');
}

/** @param {unknown} id */
function checkAccount(id) {
	if (typeof id !== 'string' || id === '') throw invalid('Missing required parameter: account_id');
	const account = ACCOUNTS.find(({ account_id }) => account_id === id);
	if (!account) throw new LinkupError('INVALID_ACCOUNT', `No account ${id} for this key`);
	if (account.status !== 'active') {
		throw new LinkupError('ACCOUNT_INACTIVE', 'This account is not active. Reactivate it first.');
	}
}

/** @param {Record<string, any>} body @param {Box} box */
function network({ account_id: accountId, action: name, params = {} }, box) {
	checkAccount(accountId);
	const action = findAction(name);
	if (typeof params !== 'object' || params === null) throw invalid('params must be an object');
	if (box.linkup.consumed >= box.switches.linkupCredits) {
		throw new LinkupError('INSUFFICIENT_CREDITS', 'Not enough credits');
	}
	const { data, credits } = action(params, {
		account: box.linkup,
		world: box.world,
		act(done) {
			box.ledger.accept(done, Date.now(), null);
			box.ledger.record(done, Date.now(), null);
			box.changed();
		},
	});
	box.linkup.consumed += credits;
	return {
		success: true,
		data,
		metadata: {
			action: name,
			account_id: accountId,
			credits_consumed: credits,
			timestamp: new Date().toISOString(),
		},
	};
}

/** @param {unknown} value @param {number} fallback */
const whole = (value, fallback) => {
	const number = Number(value);
	return value !== undefined && Number.isInteger(number) && number >= 0 ? number : fallback;
};

/** @param {Record<string, any>} query */
function listAccounts({ limit, offset }) {
	const from = whole(offset, 0);
	const accounts = ACCOUNTS.slice(from, from + whole(limit, 50));
	return {
		success: true,
		data: { accounts, total: ACCOUNTS.length },
		metadata: {
			action: 'list_accounts',
			credits_consumed: 0,
			timestamp: new Date().toISOString(),
		},
	};
}

/** @param {import('./api').App} app @param {Box} box */
function addLinkupRoutes(app, box) {
	app.register(async (linkup) => {
		linkup.setErrorHandler((error, request, reply) => {
			const { message, status, statusCode = 500 } = /** @type {any} */ error;
			const code = error instanceof LinkupError ? error.code : codeFor(status ?? statusCode);
			const action = /** @type {any} */ request.body?.action;
			reply.code(status ?? statusCode);
			return reply.send(errorEnvelope({ code, message }, action ?? null));
		});
		linkup.post('/v2/network', async (request) => {
			checkKey(request.headers['x-api-key']);
			return network(objectBody(request.body), box);
		});
		linkup.get('/v2/accounts', async (request) => {
			checkKey(request.headers['x-api-key']);
			return listAccounts(/** @type {Record<string, any>} */ request.query);
		});
	});
}

export { LINKUP_KEY, addLinkupRoutes };
