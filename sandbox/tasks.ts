import { createRandom } from './random';

/** @typedef {import('./switches').Switches} Switches */
/**
 * @typedef {object} Task
 * @property {string} id
 * @property {string} type
 * @property {Record<string, unknown>} input
 * @property {string} status the sandbox's own word, before `statusWords`
 * @property {unknown} output
 * @property {number} createdAt
 * @property {number | null} startedAt
 * @property {number | null} endedAt
 * @property {number} doneAt when the running task will end
 * @property {number} luck where in the range of `taskDelayMs` this task falls
 * @property {boolean} readable whether get-task-status knows it
 *
 * @typedef {{ status: string, output: unknown }} Outcome
 * @typedef {ReturnType<typeof createTasks>} Tasks
 */

const MAX_FINISHED = 20_000;
const LONGEST_TIMER = 2 ** 31 - 1;

/** @param {number | [number, number]} delay @param {number} luck */
function delayOf(delay, luck) {
	if (typeof delay === 'number') return delay;
	return Math.round(delay[0] + (delay[1] - delay[0]) * luck);
}

/** @param {Task[]} running */
function earliest(running) {
	let first = running[0];
	for (const task of running) if (task.doneAt < first.doneAt) first = task;
	return first;
}

/**
 * The pretend extension. Time is worked out, not waited for: one timer for the next thing that is due, and a call
 * that arrives after it catches up first.
 * @param {object} options
 * @param {number | string} options.seed
 * @param {Switches} options.switches
 * @param {(task: Task, at: number) => Outcome} options.execute
 * @param {() => void} [options.onChange]
 */
function createTasks({ seed, switches, execute, onChange = () => {} }) {
	const random = createRandom(seed, 'tasks');
	/** @type {Map<string, Task>} */
	const tasks = new Map();
	/** @type {Task[]} */
	const waiting = [];
	/** @type {Task[]} */
	const running = [];
	/** @type {Task[]} */
	const finished = [];
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	let freeFrom = 0;
	let nextDue = Infinity;
	let stopped = false;

	const nextStart = () => {
		if (waiting.length === 0 || (switches.oneAtATime && running.length > 0)) return Infinity;
		return Math.max(waiting[0].createdAt + switches.pickUpMs, freeFrom);
	};

	/** @param {Task} task @param {number} at */
	function pickUp(task, at) {
		task.status = 'processing';
		task.startedAt = at;
		task.doneAt = at + delayOf(switches.taskDelayMs, task.luck);
		running.push(task);
	}

	/** @param {Task} task @param {number} at */
	function finish(task, at) {
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

	/** @param {number} [now] */
	function advance(now = Date.now()) {
		if (switches.extension !== 'online' || stopped) return;
		let changed = false;
		for (;;) {
			const start = nextStart();
			const first = earliest(running);
			const end = first ? Math.max(first.doneAt, freeFrom) : Infinity;
			nextDue = Math.min(start, end);
			if (nextDue > now) break;
			changed = true;
			if (first && end <= start) finish(first, end);
			else pickUp(/** @type {Task} */ waiting.shift(), start);
		}
		schedule();
		if (changed) onChange();
	}

	function schedule() {
		clearTimeout(timer);
		if (nextDue === Infinity || stopped) return;
		timer = setTimeout(advance, Math.min(Math.max(nextDue - Date.now(), 0), LONGEST_TIMER));
		timer.unref();
	}

	return {
		/**
		 * @param {string} type
		 * @param {Record<string, unknown>} input
		 * @param {boolean} [readable]
		 * @returns {Task}
		 */
		create(type, input, readable = true) {
			const task = {
				id: random.uuid(),
				type,
				input,
				status: 'pending',
				output: null,
				createdAt: Date.now(),
				startedAt: null,
				endedAt: null,
				doneAt: Infinity,
				luck: random.next(),
				readable,
			};
			tasks.set(task.id, task);
			waiting.push(task);
			onChange();
			advance();
			return task;
		},
		/** @param {unknown} id */
		find(id) {
			if (Date.now() >= nextDue) advance();
			return tasks.get(String(id));
		},
		advance,
		/** To be called after `extension` went back to 'online': what it missed, it does from now on. */
		wake() {
			freeFrom = Date.now();
			advance();
		},
		/** @returns {Task[]} oldest first */
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

/** As get-task-status shows a task. @param {Task} task @param {Switches} switches */
function taskView(task, switches) {
	const words = /** @type {Record<string, string | undefined>} */ switches.statusWords;
	return {
		id: task.id,
		status: words[task.status] ?? task.status,
		task_input: { ...task.input, task_type: task.type },
		task_output: task.output,
	};
}

export { createTasks, taskView };
