import { createRandom } from '../random';
import type { World } from '../world';
import type { Person } from '../world/people';

export interface Invitation {
	id: string;
	secret: string;
	person: Person;
	daysAgo: number;
}

export type Account = ReturnType<typeof createAccount>;

const RECEIVED = 60;
const SENT = 45;

/** Another member's account with its own network: 1,201 people, newest first. */
export function createAccount(world: World) {
	const random = createRandom(world.seed, 'linkup');
	const connections = random.shuffle([...world.connections, ...world.linkupOnly]);
	const connected = new Set(connections.map((person) => person.id));

	const invitation = (person: Person, daysAgo: number): Invitation => ({
		id: `7${random.text('0123456789', 18)}`,
		secret: random.text('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', 8),
		person,
		daysAgo,
	});
	const [received, sent] = [
		world.strangers.slice(0, RECEIVED),
		world.strangers.slice(RECEIVED, RECEIVED + SENT),
	].map((people) => people.map((person, index) => invitation(person, index + 1)));

	return {
		connections,
		/** Newest first. */
		received,
		/** Newest first. */
		sent,
		consumed: 0,
		isConnected: (person: Person) => connected.has(person.id),
		invite(person: Person) {
			const made = invitation(person, 0);
			sent.unshift(made);
			return made;
		},
		answer(answered: Invitation, accept: boolean) {
			received.splice(received.indexOf(answered), 1);
			if (!accept) return;
			connections.unshift(answered.person);
			connected.add(answered.person.id);
		},
		withdraw: (withdrawn: Invitation) => sent.splice(sent.indexOf(withdrawn), 1),
	};
}
