import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { ApiRequest } from '../shared/api/types';
import { watchlist } from '../shared/input/commonFields';
import { outxIdIn } from '../shared/input/identifiers';
import { Parameters } from '../shared/input/parameters';
import { shapeResults } from '../shared/output/items';
import { toNodeError, describeThrown } from '../shared/api/errors';
import { keep, recall } from './pollState';
import { newConnections, sampleConnections, type Found } from './connectionEvents';
import { newInList, sampleOfList } from './watchlistEvents';

/** The list that an event watches; undefined for connections, which need a task. */
function listFor(context: IPollFunctions, event: unknown): ApiRequest | undefined {
	if (event === 'newConnection') return undefined;
	const parameters = new Parameters(
		(name) => context.getNodeParameter(name, null),
		() => watchlist.displayName,
	);
	const query = { watchlist_id: outxIdIn(parameters.text('watchlist'), watchlist.displayName) };
	return event === 'newInteraction'
		? { method: 'GET', path: '/api-interactions', query }
		: { method: 'GET', path: '/api-posts', query: { ...query, sort_by: 'recent' } };
}

function checkedListFor(context: IPollFunctions, event: unknown): ApiRequest | undefined {
	try {
		return listFor(context, event);
	} catch (problem) {
		throw toNodeError(context.getNode(), describeThrown(problem));
	}
}

function itemsFrom(context: IPollFunctions, results: IDataObject[]): INodeExecutionData[][] {
	const simplify = context.getNodeParameter('simplify', true) === true;
	return [shapeResults(results, simplify).map((json) => ({ json }))];
}

export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const event = context.getNodeParameter('event');
	const list = checkedListFor(context, event);
	if (context.getMode() === 'manual') {
		const sample = list ? await sampleOfList(context, list) : await sampleConnections(context);
		return sample.length > 0 ? itemsFrom(context, sample) : null;
	}
	const data = context.getWorkflowStaticData('node');
	const memory = recall(data, [event, list?.query?.watchlist_id].join(' '));
	let kept = data.outx;
	const save = (): boolean => {
		if (data.outx !== kept) return false;
		keep(data, memory);
		kept = data.outx;
		return true;
	};
	const found: Found = list
		? await newInList(context, memory, list)
		: await newConnections(context, memory, save);
	// When OutX is slow, n8n begins another poll before this one has ended. The one that ends first tells.
	if (!save()) return null;
	// n8n 1 writes down what a trigger remembers only when it emits, so the silent first look emits nothing at all.
	if (found.baseline) return [[]];
	return found.items.length > 0 ? itemsFrom(context, found.items) : null;
}
