import { personField } from '../../../shared/input/commonFields';
import { personUrl } from '../../../shared/input/identifiers';
import type { Operation } from '../../operation';

export const check: Operation = {
	name: 'Check',
	value: 'check',
	action: 'Check an invitation',
	description: 'Check whether a person is invited, connected or neither (1 credit)',
	apiAction: 'check_invitation',
	fields: [personField],
	params: personUrl,
};
