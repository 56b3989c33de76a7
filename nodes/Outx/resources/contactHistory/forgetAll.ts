import { receipt } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { scopeField, scopeFrom } from './historyFields';

export const forgetAll = defineOperation({
	name: 'Forget All',
	value: 'forgetAll',
	action: 'Forget everybody in the contact history',
	description:
		'Let everybody be contacted again, and clear what Remove Duplicates remembers in this scope',
	fields: [scopeField],
	request: (parameters) => ({
		method: 'POST',
		path: '/all',
		target: '',
		scope: scopeFrom(parameters),
	}),
	consult: async (history, { scope }) => {
		await history.forgetAll();
		return { scope, forgotten: true };
	},
	interpret: receipt,
});
