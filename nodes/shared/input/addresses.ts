import { cleanText } from '../util/text';
import { InputError } from './inputError';

export interface Address {
	/** Undefined for a page that no operation can use. */
	page?: Page;
	/** The parts of the path after the word for the page, without percent-encoding. */
	rest: string[];
	query: string;
}

/** The first of these words in a path decides: a person may be called "company", a company "in". */
const PAGES = {
	in: 'person',
	company: 'company',
	'company-beta': 'company',
	posts: 'post',
	feed: 'post',
	'post-summary': 'post',
	showcase: 'showcase',
	school: 'school',
	sales: 'salesNavigator',
	talent: 'recruiter',
	recruiter: 'recruiter',
	pub: 'oldProfile',
	pulse: 'article',
	newsletters: 'article',
	groups: 'group',
	events: 'event',
	jobs: 'job',
	video: 'post',
	search: 'search',
	login: 'login',
	authwall: 'login',
	uas: 'login',
	checkpoint: 'login',
} as const;

/** The page that a LinkedIn URL is for. */
export type Page = (typeof PAGES)[keyof typeof PAGES];

const isPageWord = (word: string): word is keyof typeof PAGES => Object.hasOwn(PAGES, word);

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;
const ADDRESS = /^(?:(?:https?:)?\/\/)?([\w.-]+\.[a-z]{2,})(?::\d+)?(?:[/?#](.*))?$/is;
const IS_LINKEDIN = /(?:^|\.)linkedin\.com$/i;
/** A URL between other words, as in "Jane: https://www.linkedin.com/in/jane." */
const ADDRESS_INSIDE =
	/(?<=^|[\s("'<>[{:“‘«])(?:https?:\/\/)?(?:[a-z\d-]+\.)*linkedin\.com\/[^\s"'<>\]}”’»]+/gi;
/** People who shorten a URL leave "/in/somebody/". */
const PATH_ONLY = /^\/?(?:in|company|school|showcase|posts|feed|sales|talent)\//i;
/** Invisible characters in copied text. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/g;
const WRAPPED = /^(?:"(.*)"|'(.*)'|`(.*)`|<(.*)>|\((.*)\)|\[(.*)\]|“(.*)”|‘(.*)’|«(.*)»)$/s;

const MOST_LAYERS = 3;

/** Without invisible characters at either end. Fast even for a whole pasted page. */
export const trimmed = (text: string): string =>
	text.replace(/^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu, '');

/** The input without what often surrounds copied text. */
export function unwrapped(input: string): string {
	let text = trimmed(input.replace(UNSEEN, '').normalize('NFC'));
	for (let layers = 0; layers < MOST_LAYERS; layers++) {
		const inner = WRAPPED.exec(text)?.slice(1).find(Boolean);
		if (inner === undefined) break;
		text = trimmed(inner);
	}
	return text;
}

/** Decodes percent-encoding, even if it was applied twice. */
export function decoded(text: string): string {
	let result = text;
	try {
		for (let layers = 0; layers < MOST_LAYERS; layers++) result = decodeURIComponent(result);
	} catch {
		// A percent sign that encodes nothing, or the rest of one.
	}
	return result;
}

/** The input, fit for a message. */
export const shown = (text: string): string => cleanText(text, 80);

/** The LinkedIn URL in a text; undefined if there is none. A URL of another site is refused. */
export function addressIn(text: string, label: string): Address | undefined {
	if (PATH_ONLY.test(text)) return pageAt(text);
	const whole = /^https?%3A/i.test(text) ? decoded(text) : text;
	const isOneWord = !/\s/.test(whole);
	const inside = isOneWord && SCHEME.test(whole) ? [] : addressesInside(whole);
	if (inside.length > 1) {
		throw new InputError(
			`'${label}' contains more than one LinkedIn URL: ${shown(text)}`,
			'Enter one URL. For several, use several items',
		);
	}
	const address = withoutStop(inside[0] ?? whole);
	const [, host, path = ''] = ADDRESS.exec(isOneWord || inside[0] ? address : '') ?? [];
	if (host && IS_LINKEDIN.test(host)) return pageAt(path);
	if (/^(?:https?:\/\/)?lnkd\.in\//i.test(address)) {
		throw new InputError(
			`'${label}' is a short link: ${shown(text)}`,
			'Open it in a browser and copy the URL from there',
		);
	}
	if (!SCHEME.test(address)) return undefined;
	throw new InputError(
		`'${label}' is not a LinkedIn URL: ${shown(text)}`,
		'Copy the URL from LinkedIn. It starts with https://www.linkedin.com/',
	);
}

/** A URL at the end of a sentence. */
const withoutStop = (address: string) => address.replace(/[.,;:!?)]+$/, '');

function addressesInside(text: string): string[] {
	const found = text.match(ADDRESS_INSIDE) ?? [];
	return [...new Set(found.map(withoutStop))];
}

function pageAt(address: string): Address {
	const [path, query = ''] = address.split('#', 1)[0].split(/\?(.*)/s, 2);
	const parts = path
		.split('/')
		.filter((part) => part !== '')
		.map(decoded);
	const words = parts.map((part) => part.toLowerCase());
	const word = words.find(isPageWord);
	if (!word) return { page: parts[0] === 'profile' ? 'oldProfile' : undefined, rest: [], query };
	return { page: PAGES[word], rest: parts.slice(words.indexOf(word) + 1), query };
}
