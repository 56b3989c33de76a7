import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { readAnswer } from './answer';
import type { Call } from './call';
import { carryOut } from './carryOut';

export interface Operation {
	resource: 'connection' | 'invitation';
	option: Pick<INodePropertyOptions, 'name' | 'value' | 'action' | 'description'>;
	call: Call;
	fields: INodeProperties[];
}

/** The entry in the list of operations, with how it becomes a request and how its answer is read. */
export function operationOption({ option, call }: Operation): INodePropertyOptions {
	return {
		...option,
		routing: {
			request: { body: { action: call.action } },
			send: { paginate: true },
			output: { postReceive: [readAnswer(call)] },
			operations: { pagination: carryOut(call) },
		},
	};
}

/** The operation's fields, shown only when it is chosen. */
export function operationFields({ resource, option, fields }: Operation): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, resource: [resource], operation: [option.value] },
		},
	}));
}
