import type { Fault, Switches } from '../../sandbox';
import { SANDBOX_KEY } from '../support/engine/sandboxCredentials';

/** A way in which OutX, or the way to it, can behave. */
export interface Scene {
	name: string;
	switches?: Partial<Switches>;
	faults?: Fault[];
	/** Nobody listens. */
	closed?: true;
	/** The stop button is pressed after so many milliseconds, because the node would wait for long. */
	stopAfter?: number;
}

/** Where redirects lead to: a server that must never be called. */
export const ELSEWHERE = 'http://elsewhere.invalid';

const STATUS_PATH = '/linkedin-agent/get-task-status';
/** n8n retries reads at once when it is told to wait for no time. */
const retryAfter = 0;
const statuses = [400, 401, 402, 403, 404, 405, 429, 500, 502, 503];

export const scenes: Scene[] = [
	{ name: 'nothing goes wrong' },
	{ name: 'tasks that fail', switches: { failTasks: { output: `refused ${SANDBOX_KEY.length}` } } },
	{ name: 'no extension', switches: { extension: 'stale' } },
	{ name: 'tasks that do not end', switches: { extension: 'asleep' } },
	...statuses.map(
		(status): Scene => ({
			name: `status ${status}`,
			faults: [{ kind: 'status', status, retryAfter }],
		}),
	),
	{ name: 'statusAfter', faults: [{ kind: 'statusAfter', status: 500, retryAfter }] },
	{ name: 'a web page', faults: [{ kind: 'html' }] },
	{
		name: 'a web page with 503',
		faults: [{ kind: 'status', status: 503, html: true, retryAfter }],
	},
	{ name: 'slow', faults: [{ kind: 'slow', ms: 20 }] },
	{ name: 'brokenJson', faults: [{ kind: 'brokenJson' }] },
	{ name: 'empty', faults: [{ kind: 'empty' }] },
	{ name: 'missingTaskId', faults: [{ kind: 'missingTaskId' }] },
	{ name: 'redirect', faults: [{ kind: 'redirect', to: ELSEWHERE }] },
	{ name: 'redirect 307', faults: [{ kind: 'redirect', to: ELSEWHERE, status: 307 }] },
	...[400, 401, 403, 404, 429, 500].map(
		(status): Scene => ({
			name: `echoKey ${status}`,
			faults: [{ kind: 'echoKey', status, retryAfter }],
		}),
	),
	{ name: 'echoKey 200', faults: [{ kind: 'echoKey', status: 200 }] },
	{ name: 'echoKey while waiting', faults: [{ kind: 'echoKey', path: STATUS_PATH, retryAfter }] },
	{
		name: 'echoKey 401 while waiting',
		faults: [{ kind: 'echoKey', status: 401, path: STATUS_PATH }],
	},
	{ name: 'resetBefore', faults: [{ kind: 'resetBefore' }], stopAfter: 1200 },
	{ name: 'resetAfter', faults: [{ kind: 'resetAfter' }], stopAfter: 1200 },
	{
		name: 'resetAfter while waiting',
		faults: [{ kind: 'resetAfter', path: STATUS_PATH }],
		stopAfter: 1500,
	},
	{ name: 'timeout', faults: [{ kind: 'timeout' }], stopAfter: 300 },
	{ name: 'no server', closed: true, stopAfter: 1200 },
];
