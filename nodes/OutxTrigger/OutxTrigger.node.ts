import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { searchWatchlists } from '../shared/input/searchWatchlists';
import { simplify, watchlist } from '../shared/input/commonFields';
import { maximumNew, minimumInterval, whenMore } from './connectionFields';
import { poll } from './poll';

export class OutxTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OutX Trigger',
		name: 'outxTrigger',
		icon: { light: 'file:outxTrigger.svg', dark: 'file:outxTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ ({ newConnection: "New Connection", newInteraction: "New Interaction", newWatchlistPost: "New Watchlist Post" })[$parameter["event"]] }}',
		// The nodes panel shows this for OutX as a whole.
		description:
			'Work with LinkedIn connections, messages and posts, or start when there are new ones',
		defaults: { name: 'OutX Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'outxApi', required: true }],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'New Connection',
						value: 'newConnection',
						description: 'A person became a first-degree connection',
					},
					{
						name: 'New Interaction',
						value: 'newInteraction',
						description: 'A person on a watchlist liked or commented',
					},
					{
						name: 'New Watchlist Post',
						value: 'newWatchlistPost',
						description: 'A watchlist found a new post',
					},
				],
				default: 'newConnection',
				description: 'What starts the workflow',
			},
			{
				displayName:
					'Each check reads your connections on LinkedIn. New connections are returned one poll later, because OutX reads them between polls.',
				name: 'pace',
				type: 'notice',
				default: '',
				displayOptions: { show: { event: ['newConnection'] } },
			},
			minimumInterval,
			maximumNew,
			whenMore,
			{
				...watchlist,
				displayOptions: { show: { event: ['newInteraction', 'newWatchlistPost'] } },
			},
			{ ...simplify, displayOptions: { show: { event: ['newWatchlistPost'] } } },
		],
	};

	methods = { listSearch: { searchWatchlists } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
