import { receipt } from '../../../shared/output/answers';
import { checkContact } from '../../../shared/sendOnce/contactHistory';
import { defineOperation } from '../../operation';
import { historyRequest, scopeField, targetFields } from './historyFields';

export const checkRecipient = defineOperation({
	name: 'Check',
	value: 'check',
	action: 'Check a recipient in the contact history',
	description: 'Check whether a recipient was contacted with Send Once Per Recipient',
	looksUp: 'urn',
	fields: [...targetFields, scopeField],
	request: historyRequest,
	consult: async (history, request) => ({
		...request.body,
		scope: request.scope,
		status: await checkContact(history, request),
	}),
	interpret: receipt,
});
