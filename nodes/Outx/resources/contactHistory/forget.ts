import { receipt } from '../../../shared/output/answers';
import { forgetContact } from '../../../shared/sendOnce/contactHistory';
import { defineOperation } from '../../operation';
import { historyRequest, scopeField, targetFields } from './historyFields';

export const forgetRecipient = defineOperation({
	name: 'Forget',
	value: 'forget',
	action: 'Forget a recipient in the contact history',
	description: 'Allow a recipient to be contacted again with Send Once Per Recipient',
	looksUp: 'urn',
	fields: [...targetFields, scopeField],
	request: historyRequest,
	consult: async (history, request) => ({
		...request.body,
		scope: request.scope,
		status_before: await forgetContact(history, request),
		forgotten: true,
	}),
	interpret: receipt,
});
