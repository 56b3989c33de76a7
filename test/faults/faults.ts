/*
 * All that can go wrong with an answer. Each entry meets every operation in every mode, so a new one needs no other line.
 */
import { isObject } from '../support/json';
import type { Answer, Delivery } from './answer';
import type { Row } from './rows';

export interface Fault {
	name: string;
	/** Whether the request has its effect all the same. */
	moment: 'before' | 'after';
	/** What arrives in place of the real answer. */
	spoil: (real: Answer, key: string) => Answer;
	/** Whether it makes sense for this row. */
	meets: (row: Row) => boolean;
}

type Spoil = Fault['spoil'];

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

const answered = (status: number, text: string, headers = {}): Answer => ({
	status,
	headers: { ...JSON_HEADERS, ...headers },
	text,
});

const refused = (status: number, error: string, headers?: Record<string, () => string>): Spoil => {
	return () => {
		const given = Object.entries(headers ?? {}).map(([name, value]) => [name, value()] as const);
		return answered(status, JSON.stringify({ error }), Object.fromEntries(given));
	};
};

const saying =
	(text: string): Spoil =>
	() =>
		answered(200, text);

const PLUGIN =
	'Plugin installation required: Please install the OutX browser extension on at least one account';
const RATE = 'Rate limit exceeded. Please try again later.';
const inSeconds = (seconds: number) => () => new Date(Date.now() + 1000 * seconds).toUTCString();

/** The server does nothing and says so. */
const REFUSALS: Record<string, Spoil> = {
	'400': refused(400, "Missing or invalid 'field'"),
	'401': refused(401, 'Invalid API Key'),
	'402': refused(402, 'Your plan includes up to 5 watchlists'),
	'403': refused(403, 'Access denied'),
	'403 of the extension': refused(403, PLUGIN),
	'404': refused(404, 'Not found'),
	'404 without an admin': refused(404, 'No admin user found in the team'),
	'409': refused(409, 'Conflict'),
	'422': refused(422, 'Unprocessable'),
	'429': refused(429, RATE),
	'429 for 2 s': refused(429, RATE, { 'retry-after': () => '2' }),
	'429 until a date': refused(429, RATE, { 'retry-after': inSeconds(3) }),
	'429 for an hour': refused(429, RATE, { 'retry-after': () => '3600' }),
	"429 of LinkedIn's invitations": refused(429, 'LinkedIn invitation limit reached'),
	'429 of the day': refused(429, 'You have reached your daily limit'),
	'success: false': saying('{"success":false,"message":"Session expired"}'),
	'418 with a page': () => page(418, 'Teapot'),
	'400 with the key in it': (_real, key) =>
		answered(400, JSON.stringify({ error: `Refused: ${key}` })),
};

function page(status: number, title: string): Answer {
	const text = `<!DOCTYPE html><title>${title}</title><form><input name="email"></form>`;
	return { status, headers: { 'content-type': 'text/html' }, text };
}

const redirect = (status: number): Spoil => {
	return () => answered(status, '', { location: 'http://127.0.0.1:9/elsewhere' });
};

const delivered =
	(delivery: Delivery): Spoil =>
	(real) => ({ ...real, delivery });

/** Nobody can tell whether the server did anything. */
const DOUBTS: Record<string, Spoil> = {
	'408': refused(408, 'Request Timeout'),
	'500': refused(500, 'Internal server error'),
	'500 with the key in it': (_real, key) =>
		answered(500, JSON.stringify({ error: `Upstream refused x-api-key ${key}` })),
	'502 with a page': () => page(502, 'Bad gateway'),
	'503': refused(503, 'Service unavailable'),
	'504': refused(504, 'Gateway timeout'),
	'303': redirect(303),
	'a login page': () => page(200, 'Sign in'),
	'a reset': delivered('reset'),
	'an empty reply': delivered('closed'),
	'no answer': delivered('never'),
	nothing: saying(''),
	null: saying('null'),
	true: saying('true'),
	'a number': saying('0'),
	'a word': saying('"Session expired"'),
	'an empty object': saying('{}'),
	'an empty list': saying('[]'),
	'a list of words': saying('["Session expired"]'),
	'no data': saying('{"data":null}'),
	'data that is a word': saying('{"data":"Session expired"}'),
	'an error with 200': saying('{"error":"Session expired"}'),
	'an error object with 200': saying('{"error":{"message":"Session expired"}}'),
	'only a message': saying('{"message":"Session expired"}'),
	'deleted: false': saying('{"deleted":false,"sent":false,"liked":false}'),
	'something of somebody else': saying('{"status":"ok","uptime":12}'),
	'another success of the same API': saying(
		'{"data":{"id":"0dd0dd0d-0000-4000-8000-000000000000","status":"completed","task_output":{"sent":true}}}',
	),
	'JSON that is too deep': saying(`{"data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
};

/** A part of the real answer is another one. */
const patched =
	(change: (json: Record<string, unknown>) => unknown): Spoil =>
	(real) => {
		const json: unknown = JSON.parse(real.text);
		return { ...real, text: JSON.stringify(isObject(json) ? change({ ...json }) : json) };
	};

const withTaskId = (id: unknown) => patched((json) => ({ ...json, api_agent_task_id: id }));

/** The server does it, and the answer is the real one in a strange form. */
const DISTORTIONS: Record<string, Spoil> = {
	'only success': saying('{"success":true}'),
	'a slow answer': delivered('late'),
	'half an answer': delivered('half'),
	'an answer that stalls': delivered('stalls'),
	'half of the JSON': (real) => ({ ...real, text: real.text.slice(0, real.text.length / 2) }),
	'the JSON twice': (real) => ({ ...real, text: real.text + real.text }),
	'JSON called text': (real) => ({ ...real, headers: { 'content-type': 'text/plain' } }),
	'201': (real) => ({ ...real, status: 201 }),
	'204': (real) => ({ ...real, status: 204, text: '' }),
	'an answer that is too big': (real) => ({
		...real,
		text: `${real.text.slice(0, -1)},"padding":"${'x'.repeat(21_000_000)}"}`,
	}),
};

/** An entry of a list may have any fields, so for a list this could be one. */
const NO_LISTS: Record<string, Spoil> = {
	'an answer in a list': (real) => ({ ...real, text: `[${real.text}]` }),
};

/** The server creates the task, and names it in a strange way. */
const STRANGE_IDS: Record<string, Spoil> = {
	'without its task id': patched(({ api_agent_task_id: _id, ...rest }) => rest),
	'a task id of null': withTaskId(null),
	'a blank task id': withTaskId(' '),
	'a task id in an object': withTaskId({ id: 1 }),
	'a number as task id': withTaskId(12_345),
	'a task id with line breaks': withTaskId('a\r\nb'),
	'a task id without end': withTaskId('x'.repeat(5000)),
	'a task id too large for JavaScript': (real) => ({
		...real,
		text: real.text.replace(/("api_agent_task_id":)"[^"]*"/, '$17123456789012345678'),
	}),
};

/** OutX documents no field of a team, so that any object may be one. */
const UNKNOWABLE: Record<string, string[] | undefined> = {
	'something of somebody else': ['team.get'],
	'another success of the same API': ['team.get'],
};

const at = (
	moment: Fault['moment'],
	spoils: Record<string, Spoil>,
	makesSense: (row: Row) => boolean = () => true,
): Fault[] =>
	Object.entries(spoils).map(([what, spoil]) => ({
		name: `${what} (${moment})`,
		moment,
		spoil,
		meets: (row) => makesSense(row) && !UNKNOWABLE[what]?.includes(row.name),
	}));

/** What can go wrong with a request of an operation. */
export const REQUEST_FAULTS: readonly Fault[] = [
	...at('before', REFUSALS),
	...at('before', { '302': redirect(302), '307': redirect(307), ...DOUBTS }),
	...at('after', { ...DOUBTS, ...DISTORTIONS }),
	...at('after', NO_LISTS, ({ acts }) => acts),
	...at('after', STRANGE_IDS, ({ createsTask }) => createsTask),
];

/** Another state of the task that is asked about. */
const about = (change: Record<string, unknown>) =>
	patched((json) => ({
		...json,
		data: { ...(isObject(json.data) && json.data), ...change },
	}));

const OTHER = '0dd0dd0d-0000-4000-8000-000000000000';
const failing = (task_output: unknown) => about({ status: 'failed', task_output });
const completedWith = (task_output: unknown) => about({ status: 'completed', task_output });

/** What an answer about a task can say. */
const STATES: Record<string, Spoil> = {
	'an unknown status': about({ status: 'almost_there' }),
	'no status': about({ status: undefined }),
	'a status that is a number': about({ status: 7 }),
	'the status of another task': about({ id: OTHER, status: 'completed' }),
	'a failed task': failing({ error: 'Not a 1st-degree connection' }),
	'a failed task without a reason': failing(null),
	"a failed task with LinkedIn's limit": failing({ error: 'You have reached your daily limit' }),
	'a failed task whose reason is a number': failing(500),
	'a cancelled task': about({ status: 'cancelled', task_output: null }),
	'an expired task': about({ status: 'EXPIRED', task_output: null }),
	'completed with nothing': completedWith(null),
	'completed with an empty object': completedWith({}),
	'completed with an empty list': completedWith([]),
	'completed with a word': completedWith('Session expired'),
	'completed with an error': completedWith({ error: 'Session expired' }),
	'completed with sent: false': completedWith({ sent: false }),
	'completed with another list': completedWith([1, 'two', null]),
};

/** What can go wrong while a task is waited for. */
export const CHECK_FAULTS: readonly Fault[] = at('after', {
	...REFUSALS,
	...DOUBTS,
	...DISTORTIONS,
	...STATES,
});
