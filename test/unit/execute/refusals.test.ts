import { failed, returned, type Outcome } from '../../../nodes/Outx/execute/outcome';
import { notRequested, Refusals } from '../../../nodes/Outx/execute/refusals';

const refused = (httpCode?: string): Outcome => failed(0, { message: 'No', httpCode });
const fine = returned(0, [{}]);

describe('OutX would refuse the rest as well', () => {
	test.each<[string, Outcome[], boolean]>([
		['after two wrong keys', [refused('401'), refused('401')], true],
		['after two that the team may not see', [refused('403'), refused('403')], true],
		['after two that are too many', [refused('429'), refused('429')], true],
		['after a key and a team', [fine, refused('401'), refused('403')], true],
		['also when the next one works by chance', [refused('401'), refused('401'), fine], true],
		['not after one', [refused('401')], false],
		['not when one between them works', [refused('403'), fine, refused('403')], false],
		['not after what concerns one item', [refused('404'), refused('404'), refused('400')], false],
		['not after broken servers', [refused('500'), refused('502'), refused()], false],
	])('%s', (_, outcomes, isEnough) => {
		const refusals = new Refusals();
		for (const outcome of outcomes) refusals.add(outcome);
		expect(refusals.reason !== undefined).toBe(isEnough);
	});

	test('so the others say that nothing left, and why', () => {
		const { item, error, taskIds } = notRequested(3, { message: 'No', description: 'Do this' });
		expect(error).toEqual({ message: 'Not requested. No', description: 'Do this' });
		expect([item, taskIds]).toEqual([3, []]);
	});
});
