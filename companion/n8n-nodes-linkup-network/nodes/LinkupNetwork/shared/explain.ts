export interface Refusal {
	status: number;
	/** The API's own code, or '' when the answer has none. */
	code: string;
	/** What the API said, fit for a message. */
	said: string;
	accountId: string;
	/** For calls that change something: how to find out whether it was done. */
	whenInDoubt?: string;
}

/** What happened, then how to get unstuck. */
export interface Explanation {
	message: string;
	description: string;
}

/** What a status means when the answer carries no code. */
const CODE_OF_STATUS: Record<number, string> = {
	400: 'INVALID_PARAMS',
	401: 'INVALID_API_KEY',
	402: 'INSUFFICIENT_CREDITS',
	403: 'INVALID_API_KEY',
	429: 'RATE_LIMITED',
};

const BY_CODE: Record<string, (refusal: Refusal) => Explanation> = {
	INVALID_API_KEY: () => ({
		message: 'LinkupAPI did not accept the API key',
		description:
			'Copy the key again from app.linkupapi.com into the LinkupAPI credential, and check that it has not expired.',
	}),
	ACCOUNT_INACTIVE: ({ accountId }) => ({
		message: `The account '${accountId}' is not active at LinkupAPI`,
		description: "Reactivate it at app.linkupapi.com, or choose another 'Account ID'.",
	}),
	INVALID_ACCOUNT: ({ accountId }) => ({
		message: `LinkupAPI knows no account '${accountId}' for this API key`,
		description:
			"Check 'Account ID': it looks like acc_abc123 and has to belong to the same LinkupAPI account as the key.",
	}),
	INVALID_ACTION: ({ said }) => ({
		message: 'LinkupAPI does not offer this action',
		description: `It may have been renamed: look for a newer version of this package.${quote(said)}`,
	}),
	INVALID_PARAMS: ({ said }) => ({
		message: said
			? `LinkupAPI did not accept the input: ${said}`
			: 'LinkupAPI did not accept the input',
		description: "Check the node's fields. Nothing was done and no credits were used.",
	}),
	INSUFFICIENT_CREDITS: () => ({
		message: 'Your LinkupAPI credits are used up',
		description: 'Top up at app.linkupapi.com, then run this again. Nothing was done.',
	}),
	RATE_LIMITED: () => ({
		message: 'LinkupAPI received too many requests in a short time',
		description:
			"Wait a minute and run this again. For many items, add 'Batching' under Settings → Request Options to space the requests out. Nothing was done.",
	}),
	INTERNAL_ERROR: (refusal) => ({
		message: `LinkupAPI could not finish the request (HTTP ${refusal.status})`,
		description: `${afterDoubt(refusal)} If it keeps happening, contact LinkupAPI's support.${quote(refusal.said)}`,
	}),
};

export function explainRefusal(refusal: Refusal): Explanation {
	const { status, said } = refusal;
	const code = refusal.code || (status >= 500 ? 'INTERNAL_ERROR' : CODE_OF_STATUS[status]);
	const known = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
	if (known) return known(refusal);
	return {
		message: said ? `LinkupAPI refused the request: ${said}` : 'LinkupAPI refused the request',
		description: `It answered with ${refusal.code || 'no code'} (HTTP ${status}). Its documentation at linkupapi.com tells what that means.`,
	};
}

/** An answer that is not LinkupAPI's at all: a web page, a redirect, something cut off. */
export function explainStrangeAnswer(refusal: Refusal): Explanation {
	const { status } = refusal;
	if (status >= 300 && status < 400) {
		return {
			message: 'The server sent the request on to another address',
			description:
				"It was not followed, because the API key would have gone there too. Check the credential's Base URL: it is usually https://api.linkupapi.com.",
		};
	}
	if (status === 401 || status === 402 || status === 403 || status === 429 || status >= 500) {
		return explainRefusal(refusal);
	}
	if (status === 404) {
		return {
			message: 'There is no LinkupAPI at this address (HTTP 404)',
			description: "Check the credential's Base URL: it is usually https://api.linkupapi.com.",
		};
	}
	return {
		message: `The answer is not one of LinkupAPI (HTTP ${status})`,
		description: `Check the credential's Base URL: it is usually https://api.linkupapi.com. ${afterDoubt(refusal)}`,
	};
}

const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const CUT_OFF = ['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'ERR_BAD_RESPONSE'];

/** A request that got no answer. Undefined for what is not the network's doing. */
export function explainSilence(code: string, whenInDoubt?: string): Explanation | undefined {
	if (code === 'ERR_INVALID_URL') {
		return {
			message: "The credential's Base URL is not a web address",
			description: 'It is usually https://api.linkupapi.com.',
		};
	}
	if (NEVER_CONNECTED.includes(code)) {
		return {
			message: 'LinkupAPI could not be reached',
			description:
				"Check the credential's Base URL and whether this n8n may reach the internet. Nothing was sent.",
		};
	}
	if (CUT_OFF.includes(code)) {
		return {
			message: 'LinkupAPI did not answer in time, or the connection broke',
			description: afterDoubt({ whenInDoubt }),
		};
	}
	return undefined;
}

function afterDoubt({ whenInDoubt }: Pick<Refusal, 'whenInDoubt'>): string {
	return whenInDoubt
		? `It may have been carried out all the same. Before you run it again: ${whenInDoubt}`
		: 'Wait a little and run this again.';
}

function quote(said: string): string {
	return said ? ` LinkupAPI said: ${said}` : '';
}
