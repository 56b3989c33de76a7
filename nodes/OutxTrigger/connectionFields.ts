import { field } from '../shared/input/field';

const displayOptions = { show: { event: ['newConnection'] } };

export const minimumInterval = field({
	displayName: 'Minimum Interval (Minutes)',
	name: 'minimumInterval',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 15,
	description:
		'Minimum time between checks of LinkedIn, however often n8n polls. Use 0 to check at every poll.',
	displayOptions,
});

export const maximumNew = field({
	displayName: 'Maximum New Connections',
	name: 'maximumNew',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 100,
	description:
		'Maximum number of plausible new connections at once. If there are more, none is returned without your consent, because the list may be wrong.',
	displayOptions,
});

export const whenMore = field({
	displayName: 'When There Are More',
	name: 'whenMore',
	type: 'options',
	options: [
		{
			name: 'Hold Them',
			value: 'hold',
			description: 'Return none and report it, until you raise the maximum',
		},
		{
			name: 'Skip Them',
			value: 'skip',
			description: 'Return none, and treat all of them as known',
		},
	],
	default: 'hold',
	description: 'What to do when more connections are new',
	displayOptions,
});
