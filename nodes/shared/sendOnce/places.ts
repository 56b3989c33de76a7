import type { IExecuteFunctions } from 'n8n-workflow';

import type { Action } from './action';
import { periodAt, pickPlaces, placesOf, type Limit, type Reached } from './limits';
import { Marks } from './marks';
import { limitReached } from './skipped';
import { NO_MEMORY, notRecorded, type Verdict } from './verdict';

/**
 * The places of a day and a week: as many marks as actions are allowed, for all executions of a workflow. An action
 * takes one of each before it is sent, and returns them if nothing was done.
 */
export class Places {
	private readonly periods = new Map<Limit, { places: readonly string[]; endsAt: string }>();
	private readonly marks: Marks;
	private readonly timeZone: string;
	private readonly used = new Set<string>();
	/** The mark that was stored together with a place. */
	private readonly batchOf = new Map<string, string>();
	/** By action key. */
	private readonly takenBy = new Map<string, string[]>();

	constructor(
		context: IExecuteFunctions,
		private readonly kind: string,
		private readonly limits: readonly Limit[],
	) {
		this.marks = new Marks(context, 'workflow');
		this.timeZone = context.getTimezone();
	}

	/** Takes places for actions that may be sent, and returns the verdicts on those without one. */
	async takeFor(actions: readonly Action[]): Promise<Map<Action, Verdict>> {
		// What another action gave back meanwhile, or a new day, is room again.
		for (let left = actions; left.length > 0; ) {
			const taken = await this.take(left.length).catch(notRecorded);
			if (!Array.isArray(taken)) return new Map(left.map((action) => [action, taken ?? NO_MEMORY]));
			for (const [nth, places] of taken.entries()) this.takenBy.set(left[nth].key, places);
			left = left.slice(taken.length);
			const reached = this.limitReached();
			if (reached) return new Map(left.map((action) => [action, this.skipped(action, reached)]));
		}
		return new Map();
	}

	/** For how many of so many actions there is room at the moment; undefined when this n8n has no store. */
	async room(count: number): Promise<{ room: number; reached?: Reached } | undefined> {
		const taken = await this.take(count);
		const reached = this.limitReached();
		await this.release(taken?.flat() ?? []);
		return taken && { room: taken.length, reached };
	}

	/** These actions were not performed. */
	async releaseOf(actions: readonly Action[]): Promise<void> {
		const places = actions.flatMap(({ key }) => this.takenBy.get(key) ?? []);
		for (const { key } of actions) this.takenBy.delete(key);
		await this.release(places);
	}

	overLimit(action: Action): Verdict | undefined {
		const reached = this.limitReached();
		return reached && this.skipped(action, reached);
	}

	private skipped({ request }: Action, reached: Reached): Verdict {
		return { state: 'skipped', json: limitReached(request, this.kind, reached) };
	}

	/** Places for this many actions, or fewer if a limit is reached. Undefined if this n8n has no store. */
	async take(count: number): Promise<string[][] | undefined> {
		const taken: string[][] = [];
		for (const limit of this.limits) {
			const places = await this.takeOf(limit, count);
			if (!places) return undefined;
			taken.push(places);
			count = Math.min(count, places.length);
		}
		await this.release(taken.flatMap((places) => places.slice(count)));
		return Array.from({ length: count }, (_, nth) => taken.map((places) => places[nth]));
	}

	private async takeOf(limit: Limit, count: number): Promise<string[] | undefined> {
		const { name, endsAt } = periodAt(limit.per, Date.now(), this.timeZone);
		const all = placesOf(this.kind, limit, name);
		this.periods.set(limit, { places: all, endsAt });
		const ours: string[] = [];
		// Each miss means that the period is rather full, so more are tried together.
		for (let tries = 1; ours.length < count; tries *= 2) {
			const free = all.filter((place) => !this.used.has(place));
			if (free.length === 0) break;
			const picked = pickPlaces(free, tries * (count - ours.length));
			const batch = `places|${Math.random()}`;
			const others = await this.marks.claim([batch], picked);
			if (!others) return undefined;
			for (const place of picked) {
				this.used.add(place);
				this.batchOf.set(place, batch);
				if (!others.has(place)) ours.push(place);
			}
		}
		await this.release(ours.splice(count));
		return ours;
	}

	/** Nothing was done, or more was taken than needed. A place that cannot be returned is missing until the period ends. */
	private async release(places: readonly string[]): Promise<void> {
		for (const place of places) this.used.delete(place);
		const batches = new Map<string, string[]>();
		for (const place of places) {
			const batch = this.batchOf.get(place) ?? place;
			batches.set(batch, [...(batches.get(batch) ?? [batch]), place]);
		}
		await Promise.all(
			[...batches.values()].map((marks) => this.marks.releaseRest(marks).catch(() => undefined)),
		);
	}

	private limitReached(): Reached | undefined {
		for (const [limit, { places, endsAt }] of this.periods) {
			const isOver = Date.now() >= Date.parse(endsAt);
			if (isOver || !places.every((place) => this.used.has(place))) continue;
			return { ...limit, nextAt: endsAt };
		}
		return undefined;
	}
}
