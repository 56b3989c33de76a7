import { WORKFLOWS, planDrill, planKills } from '../../scripts/drill/plan';
import { type Account, isClean, reconcile, saidBy } from '../../scripts/drill/reconcile';
import { type Execution, executionData } from '../../scripts/n8n/answers';

describe('the plan of a drill', () => {
	test('is the same for a seed, and another one for another seed', () => {
		expect(planDrill('7', 100)).toEqual(planDrill('7', 100));
		expect(planDrill('7', 100).faults).not.toEqual(planDrill('8', 100).faults);
	});

	test('begins like a longer one', () => {
		expect(planDrill('7', 1000).asks.slice(0, 100)).toEqual(planDrill('7', 100).asks);
	});

	test('asks for nobody twice in one workflow, and has faults for a good part', () => {
		const { asks, faults } = planDrill('7', 2000);
		const pairs = asks.map(({ workflow, person }) => `${workflow} ${person}`);
		expect(new Set(pairs).size).toBe(2000);
		expect(new Set(asks.map(({ name }) => name)).size).toBe(2000);
		expect(new Set(asks.map(({ workflow }) => workflow)).size).toBe(WORKFLOWS.length);
		expect(faults.length).toBeGreaterThan(500);
		expect(new Set(faults.map(({ kind }) => kind)).size).toBeGreaterThan(8);
	});

	test('kills both workers, every few seconds', () => {
		const kills = [];
		for (const kill of planKills('7')) {
			kills.push(kill);
			if (kills.length === 50) break;
		}
		expect(new Set(kills.map(({ worker }) => worker))).toEqual(new Set([0, 1]));
		expect(Math.max(...kills.map(({ afterMs }) => afterMs))).toBeLessThanOrEqual(6000);
	});
});

const NODE = 'Send';

function execution(status: string, item?: object, error?: object): Execution {
	const run = item && { [NODE]: [{ data: { main: [[{ json: item }]] } }] };
	const data = executionData.parse({ resultData: { runData: run ?? {}, error } });
	return { id: '1', mode: 'webhook', status, data };
}

describe('what an execution says', () => {
	test.each([
		{ what: 'a receipt', of: execution('success', { api_agent_task_id: 'a' }), is: 'done' },
		{
			what: 'an attempt that OutX had accepted',
			of: execution('success', { status: 'already_attempted', outcome: 'created' }),
			is: 'done',
		},
		{
			what: 'an attempt whose answer got lost',
			of: execution('success', { status: 'already_attempted', outcome: 'unknown' }),
			is: 'perhaps',
		},
		{
			what: 'somebody who was contacted before',
			of: execution('success', { skipped: true, status: 'already_contacted' }),
			is: 'not done',
		},
		{
			what: 'an item with an error',
			of: execution('success', { error: 'OutX refused it' }),
			is: 'not done',
		},
		{
			what: 'an item with an error that leaves it open',
			of: execution('success', { error: 'No answer. It may have taken effect' }),
			is: 'perhaps',
		},
		{
			what: 'an error',
			of: execution('error', undefined, { message: 'OutX refused it' }),
			is: 'not done',
		},
		{
			what: 'an error that leaves it open in its description',
			of: execution('error', undefined, { message: 'No', description: 'OutX may have done it' }),
			is: 'perhaps',
		},
		...[
			'Workflow did not finish, possible out-of-memory issue',
			'Node crashed, possible out-of-memory issue',
			'This execution failed to be processed too many times and will no longer retry.',
		].map((message) => ({
			what: `n8n's words for a worker that died (${message})`,
			of: execution('error', undefined, { message }),
			is: 'ended without data',
		})),
		{
			what: 'somebody who was perhaps contacted before',
			of: execution('success', { skipped: true, status: 'perhaps_contacted' }),
			is: 'perhaps',
		},
		{ what: 'an error without data', of: execution('error'), is: 'ended without data' },
		{ what: 'a crash', of: execution('crashed'), is: 'ended without data' },
		{ what: 'a good end without an item', of: execution('success'), is: 'nothing' },
		{ what: 'no end', of: execution('running', { api_agent_task_id: 'a' }), is: 'nothing' },
		{ what: 'no execution', of: undefined, is: 'nothing' },
	])('$what: $is', ({ of, is }) => {
		expect(saidBy(of, NODE).said).toBe(is);
	});
});

describe('the reconciliation', () => {
	test.each<Account & { as: string; clean: boolean }>([
		{ ask: 'a', times: 1, said: 'done', as: 'onceAndSaidSo', clean: true },
		{ ask: 'a', times: 1, said: 'perhaps', as: 'onceAndSaidPerhaps', clean: true },
		{ ask: 'a', times: 1, said: 'not done', as: 'onceAndSaidNot', clean: true },
		{ ask: 'a', times: 1, said: 'ended without data', as: 'onceWithoutData', clean: true },
		{ ask: 'a', times: 1, said: 'nothing', as: 'unaccounted', clean: false },
		{ ask: 'a', times: 2, said: 'done', as: 'twice', clean: false },
		{ ask: 'a', times: 0, said: 'done', as: 'saidDoneAndNotDone', clean: false },
		{ ask: 'a', times: 0, said: 'not done', as: 'notDoneAndSaidSo', clean: true },
		{ ask: 'a', times: 0, said: 'ended without data', as: 'notDoneAndSaidSo', clean: true },
		{ ask: 'a', times: 0, said: 'nothing', as: 'unaccounted', clean: false },
	])('done $times times, said: $said', ({ as, clean, ...account }) => {
		const result = reconcile([account]);
		expect(result).toMatchObject({ asked: 1, [as]: ['a'] });
		expect(isClean(result)).toBe(clean);
	});
});
