import type { ApiRequest } from '../../shared/api/types';
import { personUrn } from '../../shared/input/people';
import type { MaybeUnresolved, Unresolved } from '../operation';
import type { CheckedItem } from './check';
import { findPeople, type Found, type Wanted } from './findPeople';
import { failed, type Failed, type Returned } from './outcome';
import { isRefused, notRequested } from './refusals';
import type { Run } from './run';
import { spareLookups, type Candidate } from './spareLookups';

type Item = CheckedItem<MaybeUnresolved<ApiRequest>>;

interface LookedUp {
	/** Items that can be requested now. */
	items: CheckedItem[];
	/** Items whose person was not found or is skipped. */
	others: Array<Failed | Returned>;
}

/** LinkedIn ignores the case of a slug, but not of a member ID. */
const keyOf = (address: string) => (personUrn(address) ? address : address.toLowerCase());

/**
 * Looks up the people for whom OutX needs another identifier than the one entered: all together, each person once,
 * before anything is sent.
 */
export async function lookUpPeople(run: Run, items: readonly Item[]): Promise<LookedUp> {
	const candidates = items.flatMap(({ item, request }) =>
		'lookUp' in request ? [{ item, request, keys: request.lookUp.map(keyOf) }] : [],
	);
	const found = new Map<string, Found>();
	if (candidates.length === 0) return resolveAll(items, found, []);
	const spared = await spareLookups(run, candidates);
	await findSome(run, spared.needed, found);
	let waiting = spared.limited;
	// A person who is not found uses up no room.
	for (let left = spared.room; left > 0 && waiting.length > 0 && !mustStop(run, found); ) {
		const next = waiting.slice(0, left);
		waiting = waiting.slice(left);
		await findSome(run, next, found);
		left -= next.filter(({ keys }) => keys.every((key) => isFound(found.get(key)))).length;
	}
	const refusal = refusalIn(found);
	return resolveAll(items, found, [
		...spared.skipped,
		...(refusal
			? waiting.map(({ item }) => notRequested(item, refusal))
			: spared.overLimit(waiting)),
	]);
}

const isFound = (person: Found | undefined) => person !== undefined && 'name' in person;

/** Whether a failure stops the node, or OutX would only refuse the rest as well. */
function mustStop({ context }: Run, found: ReadonlyMap<string, Found>): boolean {
	const isStopped = !context.continueOnFail() && errorsIn(found).length > 0;
	return isStopped || refusalIn(found) !== undefined;
}

const errorsIn = (found: ReadonlyMap<string, Found>) =>
	[...found.values()].flatMap((each) => ('error' in each ? [each.error] : []));

const refusalIn = (found: ReadonlyMap<string, Found>) => errorsIn(found).find(isRefused);

async function findSome(
	run: Run,
	candidates: readonly Candidate[],
	found: Map<string, Found>,
): Promise<void> {
	const wanted = new Map<string, Wanted>();
	for (const { item, request, keys } of candidates) {
		for (const [nth, key] of keys.entries()) {
			if (found.has(key) || wanted.has(key)) continue;
			wanted.set(key, { key, address: request.lookUp[nth], item });
		}
	}
	if (wanted.size === 0) return;
	for (const [key, person] of await findPeople(run, [...wanted.values()])) found.set(key, person);
}

function resolveAll(
	items: readonly Item[],
	found: ReadonlyMap<string, Found>,
	others: ReadonlyArray<Failed | Returned>,
): LookedUp {
	const isDecided = new Set(others.map(({ item }) => item));
	const resolved: LookedUp = { items: [], others: [...others] };
	for (const { request, ...checked } of items) {
		if (!('lookUp' in request)) {
			resolved.items.push({ ...checked, request });
		} else if (!isDecided.has(checked.item)) {
			const outcome = resolve(request, found);
			if (outcome && 'error' in outcome) resolved.others.push(failed(checked.item, outcome.error));
			else if (outcome) resolved.items.push({ ...checked, request: outcome });
		}
	}
	return resolved;
}

/** Undefined for an item that was not reached, because the node stops at another one. */
function resolve(request: Unresolved, found: ReadonlyMap<string, Found>) {
	const keys = request.lookUp.map(keyOf);
	const people = keys.flatMap((key) => found.get(key) ?? []);
	const notFound = people.find((person) => 'error' in person);
	if (notFound) return notFound;
	if (people.length < keys.length) return undefined;
	const names = people.flatMap((person) => ('name' in person ? [person.name] : []));
	const [address] = keys;
	return { ...request.complete(names), ...(keys.length === 1 && { address }) };
}
