import { receipt } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { scopeField, scopeFrom } from './historyFields';

export const forgetAllRecipients = defineOperation({
	name: 'Forget All',
	value: 'forgetAll',
	action: 'Forget everyone in the contact history',
	description:
		'Allow all recipients to be contacted again, and clear the history of Remove Duplicates in this scope',
	fields: [scopeField],
	request: (parameters) => ({
		method: 'POST',
		path: '/all',
		target: '',
		scope: scopeFrom(parameters),
	}),
	consult: async (history, { scope }) => {
		await history.clear();
		return { scope, forgotten: true };
	},
	interpret: receipt,
});
