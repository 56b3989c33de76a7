import { TaskFailure, isText, missing } from './operation';
import { companyProfile } from '../world/companies';
import { postCard } from '../world/posts';

/** @param {import('./operation').Body} body @returns {import('./operation').Read} */
const readSlug = ({ company_slug }) =>
	isText(company_slug) ? { input: { company_slug } } : missing('company_slug');

/** @param {string} slug @param {import('../world').World} world */
function findCompany(slug, world) {
	const company = world.companyBySlug(slug);
	if (!company) throw new TaskFailure(`Company not found: ${slug}`);
	return company;
}

/** @type {import('./operation').Operation} */
const fetchCompany = {
	path: 'fetch-company',
	taskType: 'agent_fetch_company',
	message: 'Fetch company task created successfully',
	read: readSlug,
	run: ({ company_slug }, { world }) => companyProfile(findCompany(company_slug, world)),
};

/** @type {import('./operation').Operation} */
const fetchCompanyPosts = {
	path: 'fetch-company-posts',
	taskType: 'agent_fetch_company_posts',
	message: 'Fetch company posts task created successfully',
	read: readSlug,
	run({ company_slug }, { world }) {
		const posts = world.postsOf(findCompany(company_slug, world).id);
		return { total: posts.length, posts: posts.map(postCard) };
	},
};

export default [fetchCompany, fetchCompanyPosts];
