import { createRandom } from '../random';

/**
 * @typedef {import('../world/people').Person} Person
 * @typedef {{ id: string, secret: string, person: Person, daysAgo: number }} Invitation
 * @typedef {ReturnType<typeof createAccount>} Account
 */

const RECEIVED = 60;
const SENT = 45;

/**
 * Another member's account, with a network of its own: 1,201 people, newest first.
 * @param {import('../world').World} world
 */
function createAccount(world) {
	const random = createRandom(world.seed, 'linkup');
	const connections = random.shuffle([...world.connections, ...world.linkupOnly]);
	const connected = new Set(connections.map((person) => person.id));

	/** @param {Person} person @param {number} daysAgo @returns {Invitation} */
	const invitation = (person, daysAgo) => ({
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
		/** newest first */
		received,
		/** newest first */
		sent,
		consumed: 0,
		/** @param {Person} person */
		isConnected: (person) => connected.has(person.id),
		/** @param {Person} person */
		invite(person) {
			const made = invitation(person, 0);
			sent.unshift(made);
			return made;
		},
		/** @param {Invitation} answered @param {boolean} accept */
		answer(answered, accept) {
			received.splice(received.indexOf(answered), 1);
			if (!accept) return;
			connections.unshift(answered.person);
			connected.add(answered.person.id);
		},
		/** @param {Invitation} withdrawn */
		withdraw: (withdrawn) => sent.splice(sent.indexOf(withdrawn), 1),
	};
}

export { createAccount };
