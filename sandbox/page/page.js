// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
'use strict';

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Text only: names and messages come from elsewhere.
 * @param {string} tag
 * @param {string} className
 * @param {...(string | Node)} children
 */
function element(tag, className, ...children) {
	const made = document.createElement(tag);
	made.className = className;
	made.append(...children);
	return made;
}

/** @param {string} iso */
const time = (iso) => element('span', 'time', new Date(iso).toLocaleTimeString());

/** @type {Record<string, string>} */
const COLOURS = { completed: 'good', failed: 'bad', pending: '', processing: 'busy' };

/** The switches that have buttons: what each button sends. */
const SWITCHES = [
	{
		name: 'extension',
		title: 'Extension',
		choices: [
			['online', 'Online'],
			['asleep', 'Asleep'],
			['stale', 'Not seen for 48 h'],
		],
	},
	{
		name: 'taskDelayMs',
		title: 'A task takes',
		choices: [
			[0, 'No time'],
			[[1000, 3000], '1 to 3 s'],
			[10000, '10 s'],
			[60000, '1 min'],
		],
	},
	{
		name: 'oneAtATime',
		title: 'Tasks run',
		choices: [
			[true, 'One by one'],
			[false, 'All at once'],
		],
	},
	{
		name: 'failTasks',
		title: 'Tasks fail',
		choices: [
			[null, 'As on LinkedIn'],
			[{ everyNth: 3 }, 'Every third'],
			[{}, 'All'],
		],
	},
];

/** @param {string} name @param {unknown} value */
const setSwitch = (name, value) =>
	fetch('/sandbox/switches', {
		method: 'PATCH',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ [name]: value }),
	});

for (const { name, title, choices } of SWITCHES) {
	const field = element('fieldset', '', element('legend', '', title));
	for (const [value, label] of choices) {
		const button = element('button', '', String(label));
		button.dataset.switch = name;
		button.dataset.value = JSON.stringify(value);
		button.addEventListener('click', () => setSwitch(name, value));
		field.append(button);
	}
	byId('switches').append(field);
}
byId('base-url').textContent = location.origin;

/** @param {Record<string, unknown>} switches */
function showSwitches(switches) {
	for (const button of document.querySelectorAll('button')) {
		const isOn = JSON.stringify(switches[button.dataset.switch ?? '']) === button.dataset.value;
		button.setAttribute('aria-pressed', String(isOn));
	}
}

/** @param {string} id @param {Node[]} rows @param {string} nothing */
function fill(id, rows, nothing) {
	const none = element('li', 'empty', nothing);
	byId(id).replaceChildren(...(rows.length > 0 ? rows : [none]));
}

/** @param {string} text @param {string} note */
const line = (text, note) => element('span', 'grow', text, element('span', 'note', note));

/** @param {any} task */
const taskRow = (task) =>
	element(
		'li',
		'',
		time(task.created_at),
		line(task.type.replace(/^agent_/, '').replaceAll('_', ' '), task.about),
		element('span', `pill ${COLOURS[task.status] ?? 'bad'}`, task.status),
	);

/** @param {any} person */
const personRow = ({ name, often, detail }) =>
	element(
		'li',
		'',
		line(name, detail),
		element('span', `pill ${often > 1 ? 'bad' : 'good'}`, often === 1 ? 'once' : `${often} times`),
	);

/** @param {any} entry */
const ledgerRow = (entry) =>
	element(
		'li',
		'',
		time(entry.at),
		line(`${entry.kind.replaceAll('_', ' ')} → ${entry.name}`, entry.text ?? ''),
	);

/** @param {any} request */
const requestRow = (request) =>
	element(
		'li',
		'',
		time(request.at),
		element('span', 'grow', `${request.method} ${request.path}`),
		element(
			'span',
			`pill ${request.status === null ? '' : request.status < 400 ? 'good' : 'bad'}`,
			request.status === null ? 'no answer' : String(request.status),
		),
	);

/** @param {any} state */
function show(state) {
	showSwitches(state.switches);
	byId('numbers').replaceChildren(
		...state.numbers.map((/** @type {[string, number, boolean]} */ [label, value, isBad]) =>
			element(
				'div',
				isBad ? 'bad' : '',
				element('b', '', value.toLocaleString()),
				element('small', '', label),
			),
		),
	);
	fill('tasks', state.tasks.map(taskRow), 'No task yet. Run a workflow with the credential above.');
	fill('people', state.people.map(personRow), 'Nobody yet.');
	fill('ledger', state.ledger.map(ledgerRow), 'Nothing yet.');
	fill('requests', state.requests.map(requestRow), 'None yet.');
}

/** @param {string} text @param {string} colour */
function showConnection(text, colour) {
	byId('live').textContent = text;
	byId('live').className = `pill ${colour}`;
}

const events = new EventSource('/sandbox/events');
events.onmessage = (/** @type {MessageEvent<string>} */ event) => {
	showConnection('live', 'good');
	show(JSON.parse(event.data));
};
events.onerror = () => showConnection('the sandbox is not running', 'bad');
