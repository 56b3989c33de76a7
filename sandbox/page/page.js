'use strict';

const byId = (id) => document.getElementById(id);

/** Text only: names and messages come from elsewhere. */
function element(tag, className, ...children) {
	const made = document.createElement(tag);
	made.className = className;
	made.append(...children);
	return made;
}

const time = (iso) => element('span', 'time', new Date(iso).toLocaleTimeString());
const dayAndTime = (iso) =>
	element(
		'span',
		'time',
		new Date(iso).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' }),
	);
const line = (text, note) => element('span', 'grow', text, element('span', 'note', note));
const pill = (colour, text) => element('span', `pill ${colour}`, text);

/** An empty list says so in words. */
function fill(id, rows, nothing) {
	byId(id).replaceChildren(...(rows.length > 0 ? rows : [element('li', 'empty', nothing)]));
}

async function send(method, path, body) {
	const response = await fetch(`/sandbox/${path}`, {
		method,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.error);
	return answer;
}

/** What each button does, and what it says then. */
const ACTIONS = {
	async connection() {
		const { added } = await send('POST', 'connections/grow', {});
		return `${added[0].name} is a new connection.`;
	},
	async post() {
		const { added, watchlist } = await send('POST', 'posts/grow', {});
		return `${added[0].author.full_name} wrote a post that “${watchlist}” found.`;
	},
	async interaction() {
		const { added, watchlist } = await send('POST', 'interactions/grow', {});
		const [{ author, interaction_type }] = added;
		const did = interaction_type === 'like' ? 'liked' : 'commented on';
		return `${author.full_name} ${did} a post in “${watchlist}”.`;
	},
	async acceptance() {
		const { accepted } = await send('POST', 'invitations/accept', {});
		return accepted.length === 0
			? 'No invitation is waiting. Send a connection request first.'
			: `${accepted[0].name} accepted the invitation.`;
	},
	async day() {
		const { day } = await send('POST', 'clock', { days: 1 });
		return `It is ${day} now.`;
	},
	async reset() {
		await send('POST', 'reset', {});
		return 'Everything starts over.';
	},
};

for (const button of document.querySelectorAll('[data-action]')) {
	button.addEventListener('click', async () => {
		try {
			byId('happened').textContent = await ACTIONS[button.dataset.action]();
		} catch (error) {
			byId('happened').textContent = error.message;
		}
	});
}

/** The switches that have buttons: what each button sends, and its label. */
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
	{
		name: 'acceptAfterMs',
		title: 'Invitations are accepted',
		choices: [
			[null, 'By button'],
			[10000, 'After 10 s'],
			[86400000, 'After a day'],
		],
	},
];

for (const { name, title, choices } of SWITCHES) {
	const field = element('fieldset', '', element('legend', '', title));
	for (const [value, label] of choices) {
		const button = element('button', '', label);
		button.dataset.switch = name;
		button.dataset.value = JSON.stringify(value);
		button.addEventListener('click', () => send('PATCH', 'switches', { [name]: value }));
		field.append(button);
	}
	byId('switches').append(field);
}
byId('base-url').textContent = location.origin;

function showSwitches(switches) {
	for (const button of document.querySelectorAll('[data-switch]')) {
		const isOn = JSON.stringify(switches[button.dataset.switch]) === button.dataset.value;
		button.setAttribute('aria-pressed', String(isOn));
	}
}

function copyButton(text) {
	const button = element('button', 'copy', 'Copy');
	button.title = text;
	button.addEventListener('click', async () => {
		await navigator.clipboard.writeText(text);
		button.textContent = 'Copied';
		setTimeout(() => (button.textContent = 'Copy'), 1500);
	});
	return button;
}

async function loadPeople() {
	const query = new URLSearchParams(new FormData(byId('find')));
	const { people } = await (await fetch(`/sandbox/people?limit=50&${query}`)).json();
	const rows = people.map(({ name, headline, profile_url }) => {
		const address = element('span', 'address', profile_url);
		return element(
			'li',
			'',
			element('span', 'grow', name, element('span', 'note', headline), address),
			copyButton(profile_url),
		);
	});
	fill('people', rows, 'Nobody has that name.');
}

byId('find').addEventListener('input', loadPeople);
byId('find').addEventListener('submit', (event) => event.preventDefault());

const COLOURS = { completed: 'good', failed: 'bad', pending: '', processing: 'busy' };

const taskRow = ({ created_at, type, about, status }) =>
	element(
		'li',
		'',
		time(created_at),
		line(type.replace(/^agent_/, '').replaceAll('_', ' '), about),
		pill(COLOURS[status] ?? 'bad', status),
	);

const contactedRow = ({ name, often, detail }) =>
	element(
		'li',
		'',
		line(name, detail),
		pill(often > 1 ? 'bad' : 'good', often === 1 ? 'once' : `${often} times`),
	);

const ledgerRow = ({ at, kind, name, text }) =>
	element('li', '', dayAndTime(at), line(`${kind.replaceAll('_', ' ')} → ${name}`, text ?? ''));

function requestRow({ at, method, path, status }) {
	const colour = status === null ? '' : status < 400 ? 'good' : 'bad';
	const answer = pill(colour, status === null ? 'no answer' : String(status));
	return element('li', '', time(at), element('span', 'grow', `${method} ${path}`), answer);
}

const numberBox = ([label, value, isBad]) =>
	element(
		'div',
		isBad ? 'bad' : '',
		element('b', '', value.toLocaleString()),
		element('small', '', label),
	);

let knownPeople;

function show({ now, people, switches, numbers, tasks, contacted, ledger, requests }) {
	byId('now').textContent = new Date(now).toLocaleString([], {
		dateStyle: 'full',
		timeStyle: 'short',
	});
	byId('now').dateTime = now;
	showSwitches(switches);
	byId('numbers').replaceChildren(...numbers.map(numberBox));
	fill('tasks', tasks.map(taskRow), 'No task yet. Run a workflow with the credential above.');
	fill('contacted', contacted.map(contactedRow), 'Nobody yet.');
	fill('ledger', ledger.map(ledgerRow), 'Nothing yet.');
	fill('requests', requests.map(requestRow), 'None yet.');
	if (people !== knownPeople) loadPeople();
	knownPeople = people;
}

function showConnection(text, colour) {
	byId('live').textContent = text;
	byId('live').className = `pill ${colour}`;
}

const events = new EventSource('/sandbox/events');
events.onmessage = ({ data }) => {
	showConnection('live', 'good');
	show(JSON.parse(data));
};
events.onerror = () => showConnection('the sandbox is not running', 'bad');
