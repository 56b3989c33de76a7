import { companySlug } from '../../../shared/input/companies';
import { listOf } from '../../../shared/output/answers';
import { defineOperation } from '../../operation';
import { taskRequest } from '../requests';
import { companyField } from './companyField';

export const getCompanyPosts = defineOperation({
	name: 'Get Posts',
	value: 'getPosts',
	action: 'Get posts of a company',
	description: 'Get the recent posts of a company',
	createsTask: true,
	large: true,
	fields: [companyField],
	interpret: listOf('posts'),
	request: (parameters) =>
		taskRequest('/linkedin-agent/fetch-company-posts', {
			company_slug: parameters.read('company', companySlug),
		}),
});
