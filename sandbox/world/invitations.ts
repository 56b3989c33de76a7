import type { Switches } from '../switches';
import type { World } from './index';
import type { Person } from './people';

export interface PendingInvitation {
	person: Person;
	/** Simulated time, in milliseconds. */
	sentAt: number;
}

export type Invitations = ReturnType<typeof createInvitations>;

/** The connection requests that wait for an answer, oldest first. */
export function createInvitations(world: World, switches: Switches) {
	const pending = new Map<string, PendingInvitation>();

	/** The person becomes a connection. False when no invitation to this person is pending. */
	function accept(person: Person) {
		if (!pending.delete(person.id)) return false;
		world.connect(person);
		return true;
	}

	return {
		list: () => [...pending.values()],
		accept,
		isPending: (person: Person) => pending.has(person.id),
		send(person: Person, at: number) {
			pending.set(person.id, { person, sentAt: at });
		},
		/** Accepts what was sent long enough ago, and returns how many that were. */
		acceptDue(now: number) {
			const { acceptAfterMs } = switches;
			if (acceptAfterMs === null) return 0;
			const due = [...pending.values()].filter(({ sentAt }) => sentAt + acceptAfterMs <= now);
			for (const { person } of due) accept(person);
			return due.length;
		},
	};
}
