import { z } from 'zod';
import { isObject } from './json';

/** The request has no effect. */
const BEFORE = [
	'status',
	'timeout',
	'slow',
	'resetBefore',
	'html',
	'redirect',
	'echoKey',
	'json',
] as const;
/** The request takes effect, but the answer is spoilt. */
const AFTER = [
	'resetAfter',
	'statusAfter',
	'brokenJson',
	'empty',
	'missingTaskId',
	'jsonAfter',
	'otherTask',
	'huge',
	'deep',
] as const;
/** The task that the request creates is a strange one. */
const ON_TASK = ['taskId', 'taskOutput', 'shortList'] as const;
const KINDS = [...BEFORE, ...AFTER, ...ON_TASK] as const;

const fields = z.strictObject({
	kind: z.enum(KINDS),
	method: z.string().optional(),
	/** A whole path, or the beginning of one. */
	path: z.string().optional(),
	/** All of these have to be in the query. */
	query: z.record(z.unknown()).optional(),
	/** All of these have to be in the body. */
	body: z.record(z.unknown()).optional(),
	/** How many matching requests pass first. */
	after: z.number().optional(),
	/** How often, once when not given, always when null. */
	times: z.number().nullable().optional(),
	status: z.number().optional(),
	error: z.string().optional(),
	/** Seconds, or 'date:SECONDS' for an HTTP date. */
	retryAfter: z.union([z.number(), z.string()]).optional(),
	/** A web page in place of JSON. */
	html: z.boolean().optional(),
	ms: z.number().optional(),
	/** What the answer is, whatever its shape. */
	json: z.unknown(),
	/** What the task returns, whatever its shape. */
	output: z.unknown(),
	/** Whether the task does its work in spite of its output, true when not given. */
	effect: z.boolean().optional(),
	/** How many entries stay in a list, 0 when not given. */
	keep: z.number().int().nonnegative().optional(),
	/** Of a task. */
	id: z.union([z.string(), z.number()]).optional(),
	bytes: z.number().int().positive().optional(),
	levels: z.number().int().positive().optional(),
	to: z
		.string()
		.refine((to) => URL.canParse(to), { message: 'a whole URL, such as http://127.0.0.1:9' })
		.optional(),
});

export type Fault = z.infer<typeof fields>;
export type FaultKind = Fault['kind'];

/** The required fields of a kind. */
const NEEDED: Partial<Record<FaultKind, keyof Fault>> = {
	slow: 'ms',
	redirect: 'to',
	status: 'status',
	json: 'json',
	jsonAfter: 'json',
	taskId: 'id',
	taskOutput: 'output',
};

export const faultSchema = fields.superRefine((fault, context) => {
	const needed = NEEDED[fault.kind];
	if (needed === undefined || fault[needed] !== undefined) return;
	context.addIssue({
		code: 'custom',
		message: `faults where the kind ${fault.kind} comes with '${needed}'`,
	});
});

/** The schema of the faults. The path of an issue starts with `faults` and the fault's index. */
export function describeFaultProblem({ path, ...issue }: z.ZodIssue) {
	const field = path.at(2);
	if (issue.code === 'unrecognized_keys') {
		return `faults made of ${Object.keys(fields.shape).join(', ')} (there is no '${issue.keys[0]}')`;
	}
	if (field === 'kind') return `faults whose kind is one of ${KINDS.join(', ')}`;
	if (field === undefined) return issue.code === 'custom' ? issue.message : 'an array of objects';
	return `faults whose '${field}' is ${issue.code === 'custom' ? issue.message : 'of the right type'}`;
}

export interface ReceivedRequest {
	method: string;
	path: string;
	query: unknown;
	body: unknown;
}

const isPartOf = (part: Record<string, unknown> | undefined, whole: unknown) =>
	Object.entries(part ?? {}).every(
		([key, value]) => isObject(whole) && String(whole[key]) === String(value),
	);

/** A prefix has to end between two words, or fetch-profile would also match fetch-profiles-posts. */
const startsAs = (path: string, beginning: string) =>
	path.startsWith(beginning) &&
	(path === beginning || /\W/.test(beginning.slice(-1) + path[beginning.length]));

const isOneOf = (kinds: readonly FaultKind[], { kind }: Fault) => kinds.includes(kind);

/** Whether this kind of fault can apply to the request. */
function isAbout(fault: Fault, { method, path }: ReceivedRequest) {
	if (fault.kind === 'otherTask') return path === '/linkedin-agent/get-task-status';
	return !strikesTask(fault) || (method === 'POST' && path.startsWith('/linkedin-agent/'));
}

const matches = (fault: Fault, { method, path, query, body }: ReceivedRequest) =>
	(!fault.method || fault.method.toUpperCase() === method) &&
	(!fault.path || startsAs(path, fault.path)) &&
	isPartOf(fault.query, query) &&
	isPartOf(fault.body, body);

export interface ArmedFault {
	fault: Fault;
	seen: number;
	fired: number;
}

export const armFaults = (faults: Fault[]): ArmedFault[] =>
	faults.map((fault) => ({ fault, seen: 0, fired: 0 }));

/** The fault that applies to this request. It counts, so call it once per request. */
export function takeFault(armed: ArmedFault[], request: ReceivedRequest): Fault | null {
	for (const state of armed) {
		const { after = 0, times = 1 } = state.fault;
		if ((times !== null && state.fired >= times) || !isAbout(state.fault, request)) continue;
		if (!matches(state.fault, request)) continue;
		state.seen += 1;
		if (state.seen <= after) continue;
		state.fired += 1;
		return state.fault;
	}
	return null;
}

export const strikesTask = (fault: Fault) => isOneOf(ON_TASK, fault);

export const strikesBefore = (fault: Fault) => isOneOf(BEFORE, fault);
