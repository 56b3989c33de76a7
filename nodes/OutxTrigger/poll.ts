import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { describeThrown, toNodeError } from '../shared/api/errors';
import type { ApiRequest } from '../shared/api/types';
import { simplify, watchlist } from '../shared/input/commonFields';
import { outxIdIn } from '../shared/input/outxIds';
import { NodeParameters, sourceOfTrigger } from '../shared/input/nodeParameters';
import type { Parameters } from '../shared/input/parameters';
import { shapeResults } from '../shared/output/items';
import { newConnections, sampleConnections, type ConnectionSettings } from './connectionEvents';
import { maximumNew, minimumInterval, whenMore } from './connectionFields';
import { loadState, saveState } from './pollState';
import { newInList, sampleOfList } from './watchlistEvents';

const fields = [watchlist, simplify, minimumInterval, maximumNew, whenMore];

const parametersOf = (context: IPollFunctions): Parameters<(typeof fields)[number]['name']> =>
	new NodeParameters(sourceOfTrigger(context), fields).ofItem(0);

/** What the parameters request: a list that OutX keeps, or the connections, which need a task. */
type Subject = { list: ApiRequest } | ConnectionSettings;

function subjectOf(context: IPollFunctions, event: unknown): Subject {
	const parameters = parametersOf(context);
	parameters.checkAll();
	if (event === 'newConnection') {
		return {
			intervalMs: 60_000 * parameters.number('minimumInterval'),
			maximum: parameters.number('maximumNew'),
			whenMore: parameters.text('whenMore') === 'skip' ? 'skip' : 'hold',
		};
	}
	const query = { watchlist_id: parameters.read('watchlist', outxIdIn) };
	return event === 'newInteraction'
		? { list: { method: 'GET', path: '/api-interactions', query } }
		: { list: { method: 'GET', path: '/api-posts', query: { ...query, sort_by: 'recent' } } };
}

function checkedSubjectOf(context: IPollFunctions, event: unknown): Subject {
	try {
		return subjectOf(context, event);
	} catch (problem) {
		throw toNodeError(context.getNode(), describeThrown(problem));
	}
}

async function itemsFrom(
	context: IPollFunctions,
	results: IDataObject[],
): Promise<INodeExecutionData[][]> {
	const parameters = parametersOf(context);
	const simplify = !parameters.has('simplify') || parameters.flag('simplify');
	return [(await shapeResults(results, { simplify })).map((json) => ({ json }))];
}

export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const event = context.getNodeParameter('event');
	const subject = checkedSubjectOf(context, event);
	if (context.getMode() === 'manual') {
		const sample = await ('list' in subject
			? sampleOfList(context, subject.list)
			: sampleConnections(context));
		return sample.length > 0 ? await itemsFrom(context, sample) : null;
	}
	const data = context.getWorkflowStaticData('node');
	const kept = data.outx;
	const about = [event, 'list' in subject ? subject.list.query?.watchlist_id : undefined].join(' ');
	const state = loadState(data, about);
	const result = await ('list' in subject
		? newInList(context, state, subject.list)
		: newConnections(context, state, subject));
	// When OutX is slow, n8n starts another poll before this one has ended. The one that ends first returns items.
	if (data.outx !== kept) return null;
	saveState(data, result.state);
	if (result.report) throw toNodeError(context.getNode(), result.report);
	if (result.items.length > 0) return await itemsFrom(context, result.items);
	// n8n 1 stores what a trigger remembers only when it returns something, so a silent start returns no items.
	return result.isBaseline ? [[]] : null;
}
