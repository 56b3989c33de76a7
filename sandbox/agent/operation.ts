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

/** A task before it has an id: what was asked for, and how the extension does it. */
export interface Job {
	type: string;
	input: JsonObject;
	/** What it does to LinkedIn, in jobs that act. It goes into the ledger when the job ends well. */
	action?: Action;
	/** Does it at a simulated moment. Returns the task's output, or throws TaskFailure. */
	run: (at: number) => unknown;
}

export interface Operation {
	/** Below /linkedin-agent/. */
	path: string;
	message: string;
	/** Throws ApiError where a field is missing or wrong. */
	read: (body: JsonObject, scene: Scene) => Job;
}

/** The request was fine, LinkedIn was not. */
export class TaskFailure extends Error {}
