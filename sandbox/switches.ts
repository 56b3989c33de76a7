import { z } from 'zod';
import { ApiError } from './apiError';
import { describeFaultProblem, faultSchema } from './faults';
import { isObject } from './json';

const count = z.number().finite().nonnegative();
const aCount = 'a number that is not negative';
const aCountOrNull = 'a number or null';
const aBoolean = 'true or false';
const anyOf = (words: readonly string[]) => `one of ${words.join(', ')}`;

const EXTENSION = ['online', 'stale', 'asleep'] as const;
const EXCLUDED_NAME = ['both', 'excluded', 'exclude'] as const;
const DAILY_LIMIT_IN = ['answer', 'task'] as const;
const DELETE_ID_IN = ['both', 'query', 'body'] as const;

const delay = z.union([count, z.tuple([count, count]).refine(([from, to]) => from <= to)]);
const failTasks = z.strictObject({
	type: z.string().optional(),
	everyNth: z.number().min(1).optional(),
	status: z.string().optional(),
	output: z.unknown(),
});
const word = z.string().optional();
const statusWords = z.strictObject({
	pending: word,
	processing: word,
	completed: word,
	failed: word,
});

const limit = count.optional();
const dailyLimits = z.strictObject({
	message: limit,
	connection_request: limit,
	like: limit,
	comment: limit,
});

/** Each description says which values are valid. */
const schema = z.strictObject({
	taskDelayMs: delay.default([1000, 3000]).describe('milliseconds, or [from, to]'),
	pickUpMs: count.default(300).describe(aCount),
	oneAtATime: z.boolean().default(true).describe(aBoolean),
	extension: z.enum(EXTENSION).default('online').describe(anyOf(EXTENSION)),
	failTasks: failTasks
		.nullable()
		.default(null)
		.describe('null, or an object with any of type, everyNth (1 or more), status, output'),
	statusWords: statusWords
		.default({})
		.describe('an object from pending, processing, completed, failed to the word to show instead'),
	nestedProfile: z.boolean().default(true).describe(aBoolean),
	acceptAfterMs: count.nullable().default(null).describe(aCountOrNull),
	invitationQuota: count.nullable().default(null).describe(aCountOrNull),
	dailyLimits: dailyLimits
		.default({})
		.describe('an object from message, connection_request, like, comment to a number'),
	dailyLimitIn: z.enum(DAILY_LIMIT_IN).default('answer').describe(anyOf(DAILY_LIMIT_IN)),
	growPerPage: count.default(0).describe(aCount),
	postsPerMinute: count.default(0).describe(aCount),
	firstScanMs: count.default(3000).describe(aCount),
	hasAdmin: z.boolean().default(true).describe(aBoolean),
	acceptNote: z.boolean().default(true).describe(aBoolean),
	excludedName: z.enum(EXCLUDED_NAME).default('both').describe(anyOf(EXCLUDED_NAME)),
	deleteIdIn: z.enum(DELETE_ID_IN).default('both').describe(anyOf(DELETE_ID_IN)),
	requireWatchlistId: z.boolean().default(true).describe(aBoolean),
	watchlistQuota: count.nullable().default(null).describe(aCountOrNull),
	linkupCredits: count.default(500).describe(aCount),
	faults: z.array(faultSchema).default([]).describe('an array of faults'),
});

export type Switches = z.infer<typeof schema>;

const expectations = new Map(
	Object.entries(schema.shape).map(([name, { description }]) => [name, description ?? '']),
);

function describeProblem(issue: z.ZodIssue) {
	if (issue.path.length === 0 && issue.code === 'unrecognized_keys') {
		return `Unknown switch '${issue.keys[0]}'. There are: ${[...expectations.keys()].join(', ')}`;
	}
	const [name] = issue.path;
	const expected =
		name === 'faults' && issue.path.length > 1
			? describeFaultProblem(issue)
			: expectations.get(String(name));
	return `Invalid switch '${name}': must be ${expected ?? 'another value'}`;
}

/** All switches after a change from outside. Throws an ApiError that says what is wrong with it. */
export function changeSwitches(change: unknown, current: Partial<Switches> = {}): Switches {
	if (!isObject(change)) {
		throw new ApiError(400, 'Send a JSON object of switches, such as {"extension":"asleep"}');
	}
	const { data, error } = schema.safeParse({ ...current, ...change });
	if (error) throw new ApiError(400, describeProblem(error.issues[0]));
	return data;
}
