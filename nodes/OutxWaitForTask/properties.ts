import {
	includeInputFields,
	maximumWait,
	output,
	pollingInterval,
	simplify,
	taskId,
} from '../shared/input/commonFields';
import { collection, field } from '../shared/input/field';

export const properties = [
	taskId,
	field({
		...maximumWait,
		description: 'Maximum time to wait for all tasks together. Use 0 to check once.',
		hint: 'Tasks that take longer are returned as Still Pending',
	}),
	simplify,
	collection('Options', 'options', 'Add option', [includeInputFields, output, pollingInterval]),
];

export type PropertyName = (typeof properties)[number]['name'];
