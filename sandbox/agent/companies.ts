import { missing } from '../apiError';
import { isText, type JsonObject } from '../json';
import type { World } from '../world';
import { companyProfile, type Company } from '../world/companies';
import { postCard } from '../world/posts';
import { TaskFailure, type Job, type Operation } from './operation';

function readCompany(
	type: string,
	{ company_slug: slug }: JsonObject,
	world: World,
	describe: (company: Company) => unknown,
): Job {
	if (!isText(slug)) throw missing('company_slug');
	return {
		type,
		input: { company_slug: slug },
		run() {
			const company = world.companyBySlug(slug);
			if (!company) throw new TaskFailure(`Company not found: ${slug}`);
			return describe(company);
		},
	};
}

export const fetchCompany: Operation = {
	path: 'fetch-company',
	message: 'Fetch company task created successfully',
	read: (body, { world }) => readCompany('agent_fetch_company', body, world, companyProfile),
};

export const fetchCompanyPosts: Operation = {
	path: 'fetch-company-posts',
	message: 'Fetch company posts task created successfully',
	read: (body, { world }) =>
		readCompany('agent_fetch_company_posts', body, world, (company) => {
			const posts = world.postsOf(company.id);
			return { total: posts.length, posts: posts.map(postCard) };
		}),
};
