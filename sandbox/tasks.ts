import type { Job } from './agent/operation';
import type { Clock } from './clock';
import type { Fault } from './faults';
import { createRandom, type Seed } from './random';
import type { Switches } from './switches';

export interface Task extends Job {
	id: string;
	/** The sandbox's own word, before `statusWords`. */
	status: string;
	output: unknown;
	createdAt: number;
	startedAt: number | null;
	endedAt: number | null;
	/** When the running task will end. */
	doneAt: number;
	/** Where in the range of `taskDelayMs` this task falls, from 0 to 1. */
	luck: number;
	/** Whether get-task-status knows it. */
	readable: boolean;
	fault: Fault | null;
}

export interface Outcome {
	status: string;
	output: unknown;
}

export type Tasks = ReturnType<typeof createTasks>;

interface TasksOptions {
	clock: Clock;
	seed: Seed;
	switches: Switches;
	execute: (task: Task, at: number) => Outcome;
	onChange: () => void;
}

interface CreateOptions {
	readable?: boolean;
	fault?: Fault | null;
}

const MAX_FINISHED = 20_000;
const LONGEST_TIMER = 2 ** 31 - 1;

function delayOf(delay: Switches['taskDelayMs'], luck: number) {
	if (typeof delay === 'number') return delay;
	return Math.round(delay[0] + (delay[1] - delay[0]) * luck);
}

function earliest(running: Task[]): Task | undefined {
	let first = running.at(0);
	for (const task of running) if (first && task.doneAt < first.doneAt) first = task;
	return first;
}

/**
 * The simulated extension. Time is calculated, not waited for: one timer for the next event, and a later call catches up
 * first.
 */
export function createTasks({ seed, switches, clock, execute, onChange }: TasksOptions) {
	const random = createRandom(seed, 'tasks');
	const tasks = new Map<string, Task>();
	const waiting: Task[] = [];
	const running: Task[] = [];
	const finished: Task[] = [];
	let timer: NodeJS.Timeout | undefined;
	let freeFrom = 0;
	let nextDue = Infinity;
	let stopped = false;

	/** The wanted one, or the next one like it. */
	function freeId(wanted: string | number) {
		let id = String(wanted);
		for (let count = 1; tasks.has(id); count++) {
			id = typeof wanted === 'number' ? String(wanted + count) : `${wanted}-${count + 1}`;
		}
		return id;
	}

	const startOf = (task: Task | undefined) => {
		if (!task || (switches.oneAtATime && running.length > 0)) return Infinity;
		return Math.max(task.createdAt + switches.pickUpMs, freeFrom);
	};

	function pickUp(task: Task, at: number) {
		waiting.shift();
		task.status = 'processing';
		task.startedAt = at;
		task.doneAt = at + delayOf(switches.taskDelayMs, task.luck);
		running.push(task);
	}

	function finish(task: Task, at: number) {
		running.splice(running.indexOf(task), 1);
		const outcome = execute(task, at);
		task.status = outcome.status;
		task.output = outcome.output;
		task.endedAt = at;
		if (switches.oneAtATime) freeFrom = at;
		finished.push(task);
		if (finished.length > MAX_FINISHED * 1.1) {
			for (const old of finished.splice(0, finished.length - MAX_FINISHED)) tasks.delete(old.id);
		}
	}

	/** Performs the next event that is due, and returns whether there was one. */
	function step(now: number) {
		const next = waiting.at(0);
		const first = earliest(running);
		const start = startOf(next);
		const end = first ? Math.max(first.doneAt, freeFrom) : Infinity;
		nextDue = Math.min(start, end);
		if (nextDue > now) return false;
		if (first && end <= start) finish(first, end);
		else if (next) pickUp(next, start);
		return true;
	}

	function advance(now = clock.now()) {
		if (switches.extension !== 'online' || stopped) return;
		let changed = false;
		while (step(now)) changed = true;
		schedule();
		if (changed) onChange();
	}

	function schedule() {
		clearTimeout(timer);
		if (nextDue === Infinity || stopped) return;
		const wait = Math.min(Math.max(nextDue - clock.now(), 0), LONGEST_TIMER);
		timer = setTimeout(() => {
			advance();
		}, wait);
		timer.unref();
	}

	return {
		create(job: Job, { readable = true, fault = null }: CreateOptions = {}) {
			// A fault must not shift the ids of the others.
			const id = random.uuid();
			const task: Task = {
				...job,
				id: fault?.kind === 'taskId' ? freeId(fault.id ?? id) : id,
				status: 'pending',
				output: null,
				createdAt: clock.now(),
				startedAt: null,
				endedAt: null,
				doneAt: Infinity,
				luck: random.next(),
				readable,
				fault,
			};
			tasks.set(task.id, task);
			waiting.push(task);
			onChange();
			advance();
			return task;
		},
		find(id: string) {
			if (clock.now() >= nextDue) advance();
			return tasks.get(id);
		},
		advance,
		/** Call it after `extension` is 'online' again: it then performs what it missed. */
		wake() {
			freeFrom = clock.now();
			advance();
		},
		/** Oldest first. */
		list: () => [...tasks.values()],
		counts: () => ({
			pending: waiting.length,
			processing: running.length,
			finished: finished.length,
		}),
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}

/** As get-task-status shows a task. */
export function taskView(task: Task, { statusWords }: Switches) {
	const words: Partial<Record<string, string>> = statusWords;
	return {
		id: task.id,
		status: words[task.status] ?? task.status,
		task_input: { ...task.input, task_type: task.type },
		task_output: task.output,
	};
}
