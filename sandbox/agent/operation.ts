import type { JsonObject } from '../json';
import type { Action } from '../ledger';
import type { Switches } from '../switches';
import type { World } from '../world';
import type { Invitations } from '../world/invitations';

export interface Scene {
	world: World;
	switches: Switches;
	invitations: Invitations;
}

/** A task before it has an ID: the request, and how the extension performs it. */
export interface Job {
	type: string;
	input: JsonObject;
	/** The effect on LinkedIn, for actions. It goes into the ledger when the job succeeds. */
	action?: Action;
	/** Performs it at a simulated moment. Returns the task's output, or throws TaskFailure. */
	run: (at: number) => unknown;
}

export interface Operation {
	/** Below /linkedin-agent/. */
	path: string;
	message: string;
	/** Throws ApiError where a field is missing or wrong. */
	read: (body: JsonObject, scene: Scene) => Job;
}

/** The request was valid, but LinkedIn refused it. */
export class TaskFailure extends Error {}
