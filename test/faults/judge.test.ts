/* The judge itself: a matrix that finds nothing has to be one that would. */
import { wrongsOf, type Deed, type Report } from './judge';

const ID = '550e8400-e29b-41d4-a716-446655440000';
const KEY = 'the-key';

const deed = (change: Partial<Deed> = {}): Deed => ({
	...{ times: 1, acts: true, taskIds: [ID], open: [ID], wasTold: true, isEmpty: false },
	...change,
});
const unnamed = (change: Partial<Deed> = {}) => deed({ taskIds: [], open: [], ...change });

const items = (...json: object[]): Report => ({
	items: json.map((each, item) => ({ item, json: { ...each } })),
	everything: '',
});
const failed = (message: string, description = 'Check the credential', data?: object): Report => ({
	error: { message, description, data },
	items: [],
	everything: '',
});

const FINE: Array<[what: string, deeds: Deed[], report: Report]> = [
	['a result', [deed()], items({ api_agent_task_id: ID })],
	['a refusal', [unnamed({ times: 0 })], items({ error: 'OutX refused it [item 0]' })],
	['a doubt', [unnamed()], items({ error: 'It may have taken effect [item 0]' })],
	['an accepted task', [deed()], items({ error: `OutX accepted this as task ${ID} [item 0]` })],
	['a skipped item', [unnamed({ times: 0 })], items({ skipped: true, status: 'not_attempted' })],
	['a stop that names its task', [deed()], failed('No [item 1]', `Do not send it again: ${ID}`)],
	[
		'a stop whose data names it',
		[deed()],
		failed('No [item 1]', 'Do not send it again', { tasks: [ID] }),
	],
	[
		'a stop that names items',
		[unnamed()],
		failed('No [item 1]', 'Do not send it again', { done: [0] }),
	],
	['an empty list', [unnamed({ acts: false, times: 0, isEmpty: true })], items()],
	['items that were never begun', [unnamed({ times: 0 })], failed('No [item 1]')],
];

test.each(FINE)('%s is fine', (_, deeds, report) => {
	expect(wrongsOf(deeds, report, KEY)).toEqual([]);
});

const WRONG: Array<[what: string, deeds: Deed[], report: Report]> = [
	['done twice', [deed({ times: 2 })], items({ api_agent_task_id: ID })],
	['said done and not done', [unnamed({ times: 0 })], items({ sent: true })],
	['believed a wrong answer', [deed({ wasTold: false })], items({ api_agent_task_id: ID })],
	['said not done although done', [unnamed()], items({ error: 'OutX refused it [item 0]' })],
	['said not done although done', [unnamed()], failed('OutX refused it [item 0]')],
	['said not done although done', [unnamed()], items({ skipped: true })],
	['unaccounted', [deed()], items()],
	['unaccounted', [unnamed({ acts: false })], items()],
	['unaccounted', [unnamed()], failed('No [item 1]')],
	['nameless task', [deed()], items({ error: 'It may have taken effect [item 0]' })],
	['nameless task', [deed()], failed('It may have taken effect [item 0]')],
	['no advice', [unnamed({ times: 0 })], failed('No [item 0]', '')],
	['strange words', [unnamed({ times: 0 })], items({ error: 'It is undefined [item 0]' })],
	['strange words', [unnamed({ times: 0 })], failed('Refused: [object Object] [item 0]')],
	['belongs to no item', [], items({ sent: true })],
	['an input was passed on', [deed()], items({ marker: 'item 0' })],
	['the key is in it', [deed()], { ...items({ api_agent_task_id: ID }), everything: `x ${KEY}` }],
];

test.each(WRONG)('%s is seen', (what, deeds, report) => {
	expect(wrongsOf(deeds, report, KEY).join('\n')).toContain(what);
});
