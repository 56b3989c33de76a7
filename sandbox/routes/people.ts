import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ApiError } from '../apiError';
import type { State } from '../state';
import { contains } from '../world/identifiers';
import { searchCard } from '../world/profiles';
import { parse } from './parse';

const MOST = 1000;

const growth = z.object({ count: z.number().int().min(1).max(MOST).default(1) });
const filter = z.object({
	connected: z.enum(['true', 'false']).optional(),
	/** Part of a name. */
	search: z.string().default(''),
	limit: z.coerce.number().int().min(1).optional(),
});
const acceptance = z.object({
	/** Addresses, slugs or URNs. */
	people: z.array(z.string()).optional(),
	count: z.number().int().min(1).default(1),
});

function findPeople(input: unknown, { world }: State) {
	const { connected, search, limit } = parse(filter, input);
	const all = connected === 'true' ? world.connections : [...world.people()];
	return all
		.filter(({ name, degree }) => {
			const isWanted = connected === undefined || (degree === 1) === (connected === 'true');
			return isWanted && contains(name, search);
		})
		.slice(0, limit);
}

/** The named people, or those who have waited longest. */
function findInvited(input: unknown, { invitations, world }: State) {
	const { people, count } = parse(acceptance, input);
	const pending = invitations.list().map(({ person }) => person);
	if (!people) return pending.slice(0, count);
	return people.map((wanted) => {
		const person = world.findPerson(wanted);
		if (!person || !pending.includes(person)) {
			throw new ApiError(404, `No invitation to ${wanted} is pending`);
		}
		return person;
	});
}

/** Lists people, and makes some of them connections. */
export function addPeopleRoutes(app: FastifyInstance, state: State) {
	app.get('/sandbox/people', ({ query }) => {
		const people = findPeople(query, state).map(searchCard);
		return { count: people.length, connections: state.world.connections.length, people };
	});

	app.post('/sandbox/connections/grow', ({ body }) => {
		const added = state.world.growConnections(parse(growth, body).count);
		state.changed();
		return { added: added.map(searchCard), connections: state.world.connections.length };
	});

	app.get('/sandbox/invitations', () => {
		const pending = state.invitations.list().map(({ person, sentAt }) => ({
			...searchCard(person),
			sent_at: new Date(sentAt).toISOString(),
		}));
		return { count: pending.length, pending };
	});

	app.post('/sandbox/invitations/accept', ({ body }) => {
		const accepted = findInvited(body, state);
		for (const person of accepted) state.invitations.accept(person);
		state.changed();
		return { accepted: accepted.map(searchCard), connections: state.world.connections.length };
	});
}
