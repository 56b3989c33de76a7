import type { ApiRequest } from '../../shared/api/types';
import { personUrn } from '../../shared/input/people';
import type { MaybeUnresolved } from '../operation';
import type { CheckedItem } from './check';
import { findPeople, type Found, type Wanted } from './findPeople';
import { failed, type Failed } from './outcome';
import type { Run } from './run';

type Item = CheckedItem<MaybeUnresolved<ApiRequest>>;

const isFailed = (item: CheckedItem | Failed): item is Failed => 'state' in item;
const isResolved = (item: CheckedItem | Failed): item is CheckedItem => !isFailed(item);

/** LinkedIn ignores the case of a slug, but not of a member ID. */
const keyOf = (address: string) => (personUrn(address) ? address : address.toLowerCase());

/**
 * Looks up the people for whom OutX needs another identifier than the one entered: all together, each person once,
 * before anything is sent.
 */
export async function lookUpPeople(
	run: Run,
	items: readonly Item[],
): Promise<{ items: CheckedItem[]; failures: Failed[] }> {
	const wanted = wantedIn(items);
	const found = wanted.length === 0 ? new Map<string, Found>() : await findPeople(run, wanted);
	const resolved = items.flatMap((item) => resolve(item, found));
	return {
		items: resolved.filter(isResolved),
		failures: resolved.filter(isFailed),
	};
}

function wantedIn(items: readonly Item[]): Wanted[] {
	const wanted = new Map<string, Wanted>();
	for (const { item, request } of items) {
		for (const address of 'lookUp' in request ? request.lookUp : []) {
			const key = keyOf(address);
			if (!wanted.has(key)) wanted.set(key, { key, address, item });
		}
	}
	return [...wanted.values()];
}

/** Nothing for an item that was not reached, because the node stops at another one. */
function resolve(
	{ request, ...checked }: Item,
	found: ReadonlyMap<string, Found>,
): Array<CheckedItem | Failed> {
	if (!('lookUp' in request)) return [{ ...checked, request }];
	const names: string[] = [];
	for (const address of request.lookUp) {
		const person = found.get(keyOf(address));
		if (!person) return [];
		if ('error' in person) return [failed(checked.item, person.error)];
		names.push(person.name);
	}
	return [{ ...checked, request: request.complete(names) }];
}
