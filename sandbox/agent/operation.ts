/**
 * @typedef {object} Scene what an operation sees while the extension runs it
 * @property {import('../world').World} world
 * @property {import('../switches').Switches} switches
 * @property {(action: import('../ledger').Action) => void} record writes to the ledger: this really happened
 *
 * @typedef {Record<string, any>} Body
 * @typedef {{ error: string } | { input: Record<string, any> }} Read
 *
 * @typedef {object} Operation
 * @property {string} path below /linkedin-agent/
 * @property {string} taskType
 * @property {string} message
 * @property {(body: Body, switches: import('../switches').Switches) => Read} read
 * @property {(input: any, world: import('../world').World) => import('../ledger').Action} [action] of operations that act
 * @property {(input: any, scene: Scene) => unknown} run the task output; throws TaskFailure
 */

/** The request was fine, LinkedIn was not. */
class TaskFailure extends Error {}

/** @param {unknown} value @returns {value is string} */
const isText = (value) => typeof value === 'string' && value.trim() !== '';

/** @param {unknown} value @returns {value is string[]} */
const isTextList = (value) => Array.isArray(value) && value.length > 0 && value.every(isText);

/** @param {string} name */
const missing = (name) => ({ error: `Missing or invalid '${name}'` });

/** What is not a whole number from `min` on becomes the default. @param {unknown} value @param {number} min @param {number} fallback */
const wholeNumber = (value, min, fallback) =>
	typeof value === 'number' && Number.isInteger(value) && value >= min ? value : fallback;

export { TaskFailure, isText, isTextList, missing, wholeNumber };
