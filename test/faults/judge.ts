/*
 * Holds what a run says against what the server did. It knows nothing of the nodes but what a person sees of them: items,
 * the error, and its description and data.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../support/json';

/** What became of an item on the server. */
export interface Deed {
	/** How often the server did it. */
	times: number;
	/** It acts, so once is enough. */
	acts: boolean;
	/** Tasks that the server named to the client. */
	taskIds: string[];
	/** Those of them that must not get lost. */
	open: string[];
	/** A right answer arrived, so that the client may say that it is done. */
	wasTold: boolean;
	/** It got an empty list, so that there may be nothing to return. */
	isEmpty: boolean;
}

export interface ReportedItem {
	/** The input that it belongs to. */
	item: number;
	json: IDataObject;
	/** It was returned where failures are returned. */
	asFailed?: boolean;
	/** It was returned where nothing is known yet. */
	asPending?: boolean;
}

export interface Report {
	/** What ended the run. */
	error?: { message: string; description: string; data: unknown };
	items: ReportedItem[];
	/** Everything that n8n keeps of the run. */
	everything: string;
}

type Said = 'done' | 'perhaps' | 'not done' | 'nothing';

const PERHAPS = /\bmay (?:already )?have\b|\baccepted\b/i;
const NONSENSE = /undefined|\[object|NaN|\s{3}|[\u0000-\u001f]/;

const names = (text: string, ids: readonly string[]) => ids.some((id) => text.includes(id));

function aboutItem(item: number, { taskIds }: Deed, { error, items }: Report): [Said, string] {
	const own = items.filter((each) => each.item === item);
	const text = own.map(({ json }) => JSON.stringify(json)).join(' ');
	const failed = own.filter(({ json, asFailed }) => asFailed || typeof json.error === 'string');
	if (failed.length > 0) {
		const isOpen = PERHAPS.test(text) || names(text, taskIds);
		return [isOpen ? 'perhaps' : 'not done', text];
	}
	if (own.length > 0) {
		const skipped = own.filter(({ json }) => json.skipped === true);
		const isOpen = skipped.some(({ json }) =>
			/perhaps|already_attempted/.test(JSON.stringify(json.status)),
		);
		if (isOpen || own.some(({ asPending }) => asPending)) return ['perhaps', text];
		return [skipped.length === own.length ? 'not done' : 'done', text];
	}
	if (!error) return ['nothing', ''];
	const all = `${error.message} ${error.description} ${JSON.stringify(error.data)}`;
	if (names(all, taskIds)) return ['perhaps', all];
	if (isDoneIn(error.data, item)) return ['done', all];
	if (!error.message.includes(`[item ${item}]`)) return ['nothing', all];
	return [PERHAPS.test(error.message) ? 'perhaps' : 'not done', all];
}

/** Actions without a task are told by the numbers of their items. */
const isDoneIn = (data: unknown, item: number) =>
	isObject(data) && Array.isArray(data.done) && data.done.map(Number).includes(item);

function wrongsOfItem(item: number, deed: Deed, report: Report): string[] {
	const { times, acts, open, wasTold, isEmpty } = deed;
	const [said, text] = aboutItem(item, deed, report);
	const wrongs: string[] = [];
	if (acts && times > 1) wrongs.push('done twice');
	if (said === 'done' && acts && times === 0) wrongs.push('said done and not done');
	if (said === 'done' && !wasTold) wrongs.push('believed a wrong answer');
	if (said === 'not done' && acts && times > 0) wrongs.push('said not done although done');
	if (said === 'nothing' && (report.error ? acts && times > 0 : !isEmpty))
		wrongs.push('unaccounted');
	if (said !== 'done') {
		const nameless = open.filter((id) => !text.includes(id));
		if (nameless.length > 0) wrongs.push(`nameless task ${nameless.join(', ')}`);
	}
	return wrongs.map((wrong) => `item ${item}: ${wrong}. ${text.slice(0, 300)}`);
}

export function wrongsOfWords({ error, items, everything }: Report, key: string): string[] {
	const wrongs: string[] = [];
	const messages = items.map(({ json }) => json.error).filter((text) => typeof text === 'string');
	if (error && !/[a-z]{3,} .*[a-z]{3,}/.test(error.description)) wrongs.push('no advice');
	for (const text of [...messages, ...(error ? [error.message, error.description] : [])]) {
		if (text.length > 2500 || NONSENSE.test(text))
			wrongs.push(`strange words: ${text.slice(0, 300)}`);
	}
	if (everything.includes(key)) wrongs.push('the key is in it');
	return wrongs;
}

/** What a run did or said that must not be; nothing when all is well. */
export function wrongsOf(deeds: readonly Deed[], report: Report, key: string): string[] {
	const strangers = report.items.filter(({ item }) => deeds.at(item) === undefined || item < 0);
	return [
		...deeds.flatMap((deed, item) => wrongsOfItem(item, deed, report)),
		...strangers.map(({ json }) => `belongs to no item: ${JSON.stringify(json).slice(0, 200)}`),
		...report.items
			.filter(({ json }) => json.error === undefined && json.marker !== undefined)
			.filter(({ asPending }) => !asPending)
			.map(({ item }) => `item ${item}: an input was passed on as a result`),
		...wrongsOfWords(report, key),
	];
}
