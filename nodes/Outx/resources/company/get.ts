import { companySlug } from '../../../shared/input/companies';
import { namedEntityOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { taskRequest } from '../requests';
import { companyField } from './companyField';

export const getCompany = defineOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a company',
	description: 'Get the industry, size, headquarters and more of a company',
	createsTask: true,
	large: true,
	fields: [companyField],
	interpret: namedEntityOf('company'),
	request: (parameters) =>
		taskRequest('/linkedin-agent/fetch-company', {
			company_slug: parameters.read('company', companySlug),
		}),
});
