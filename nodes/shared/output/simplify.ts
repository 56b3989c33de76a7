import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/guards';

/** Results with more fields than this are worth simplifying. */
const MANY = 10;

const PERSON = [
	'full_name',
	'name',
	'headline',
	'location',
	'profile_url',
	'profile_slug',
	'public_identifier',
	'profile_urn',
	'entity_urn',
	'about',
	'summary',
];
const COMPANY = [
	'name',
	'company_slug',
	'company_url',
	'company_urn',
	'industry',
	'employee_count',
	'headquarters',
	'website',
	'description',
	'followers',
];
const POST = [
	'id',
	'source',
	'activity_urn',
	'social_urn',
	'urn',
	'linkedin_post_urn',
	'post_url',
	'linkedin_post_url',
	'reddit_post_url',
	'text',
	'content',
	'author_name',
	'author',
	'posted_at',
	'created_at',
	'likes_count',
	'comments_count',
	'shares_count',
];
const KINDS: ReadonlyArray<{ tells: readonly string[]; keep: readonly string[] }> = [
	// Posts first: a post may carry its author's headline.
	{ tells: ['activity_urn', 'social_urn', 'linkedin_post_urn', 'likes_count'], keep: POST },
	{ tells: ['positions', 'headline', 'profile_slug'], keep: PERSON },
	{ tells: ['employee_count', 'company_slug', 'industry'], keep: COMPANY },
];

/** The most useful fields, with OutX's own names. A small result stays as it is. */
export function simplified(result: IDataObject): IDataObject {
	return readableDates(fewFields(result));
}

function fewFields(result: IDataObject): IDataObject {
	if (Object.keys(result).length <= MANY) return result;
	const kind = KINDS.find(({ tells }) => tells.some((key) => key in result));
	const keys = kind
		? kind.keep.filter((key) => result[key] !== undefined && result[key] !== null)
		: plainKeys(result);
	const kept = Object.fromEntries(keys.slice(0, MANY).map((key) => [key, result[key]]));
	return { ...kept, ...currentPosition(result) };
}

const DATES = ['created_at', 'posted_at'];
/** Numbers from here on are milliseconds since 1970: it is March 1973. */
const SMALLEST_TIME = 1e11;
const LARGEST_TIME = 8.64e15;

/** OutX gives times in milliseconds, which nobody can read. */
function readableDates(result: IDataObject): IDataObject {
	const dates = DATES.flatMap((key): Array<[string, string]> => {
		const time = result[key];
		const isTime = typeof time === 'number' && time >= SMALLEST_TIME && time <= LARGEST_TIME;
		return isTime ? [[key, new Date(time).toISOString()]] : [];
	});
	return dates.length > 0 ? { ...result, ...Object.fromEntries(dates) } : result;
}

/** For undocumented results: the fields that fit into a table cell. */
function plainKeys(result: IDataObject): string[] {
	return Object.keys(result).filter((key) => typeof result[key] !== 'object');
}

function currentPosition({ positions }: IDataObject): IDataObject {
	if (!Array.isArray(positions)) return {};
	const all = (positions as unknown[]).filter(isObject);
	const current = all.find((position) => position.is_current === true);
	return current
		? { current_title: current.title ?? null, current_company: current.company_name ?? null }
		: {};
}
