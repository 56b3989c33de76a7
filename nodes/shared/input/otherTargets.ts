import { shown, type Address, type Page } from './addresses';
import { InputError } from './inputError';

/** What the field expects, in words for the user. */
export interface Wanted {
	/** "person" */
	kind: string;
	/** "a person's LinkedIn URL, slug or URN" */
	form: string;
	/** Correct examples. */
	hint: string;
}

interface Words {
	is: string;
	/** Advice, if an example of the right URL is not enough. */
	hint?: string;
}

const PAGES: Readonly<Record<Page, Words>> = {
	person: { is: 'the URL of a person' },
	company: { is: 'the URL of a company' },
	post: { is: 'the URL of a post' },
	showcase: { is: 'the URL of a showcase page' },
	school: { is: 'the URL of a school page' },
	salesNavigator: {
		is: 'a Sales Navigator URL',
		hint: 'In Sales Navigator, open the menu with the three dots and select Copy LinkedIn.com URL. Use that URL',
	},
	recruiter: {
		is: 'a LinkedIn Recruiter URL',
		hint: 'In Recruiter, open the public profile and copy its URL, which contains /in/',
	},
	oldProfile: {
		is: 'an old profile URL',
		hint: 'Open it in a browser where you are logged in to LinkedIn, and copy the URL from there',
	},
	article: {
		is: 'the URL of an article',
		hint: 'Find the post that shares the article, and use the URL of that post',
	},
	group: { is: 'the URL of a group' },
	event: { is: 'the URL of an event' },
	job: { is: 'the URL of a job' },
	search: { is: 'the URL of a search' },
	login: {
		is: "LinkedIn's login page",
		hint: 'Log in to LinkedIn, open the page, and copy its URL again',
	},
};

const URNS: ReadonlyArray<[type: RegExp, words: Words]> = [
	[/sales/i, { ...PAGES.salesNavigator, is: 'a Sales Navigator URN' }],
	[/comment/i, { is: 'the URN of a comment' }],
	[/compan|organi[sz]ation|school|showcase/i, { is: 'the URN of a company' }],
	[/activity|ugcpost|share|update|article/i, { is: 'the URN of a post' }],
	[/geo|region|country/i, { is: 'the URN of a location' }],
	[/^member$/i, { is: 'the URN of a member number' }],
	[/^(?:person|fsd?_(?:mini)?profile)$/i, { is: 'the URN of a person' }],
];

/** Refuses the LinkedIn URL of another page. */
export const otherPage = (text: string, label: string, wanted: Wanted, { page }: Address) =>
	refusal(text, label, wanted, page && PAGES[page]);

/** Refuses a URN of another kind. */
export function otherUrn(text: string, label: string, wanted: Wanted): InputError {
	const type = /^urn:li:(\w+)/i.exec(text)?.[1];
	const known = type && URNS.find(([pattern]) => pattern.test(type))?.[1];
	return refusal(text, label, wanted, known || (type && { is: `a URN of type ${shown(type)}` }));
}

/** Says what was entered, as far as known, and what the field expects. An input of the right kind is malformed. */
export function refusal(
	text: string,
	label: string,
	{ kind, form, hint }: Wanted,
	words?: Words | '',
): InputError {
	const isOther = words && !words.is.endsWith(` ${kind}`);
	return isOther
		? new InputError(`'${label}' is ${words.is}, not ${form}: ${shown(text)}`, words.hint ?? hint)
		: new InputError(`'${label}' is not ${form}: ${shown(text)}`, hint);
}
