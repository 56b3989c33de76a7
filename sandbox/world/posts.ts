import { activityNumber, activityUrn, personUrn } from './identifiers';
import { profileUrl } from './profiles';
import { skills, emoji } from './names';

/**
 * @typedef {object} Author
 * @property {'person' | 'company'} kind
 * @property {string} id
 * @property {string} urn
 * @property {string} name
 * @property {string} slug
 * @property {string} headline
 * @property {string} url
 *
 * @typedef {object} Post
 * @property {string} id number of the activity URN
 * @property {Author} author
 * @property {string} text
 * @property {number} createdAt
 * @property {string} type
 * @property {number} likes
 * @property {number} comments
 * @property {number} shares
 */

const TYPES = ['article', 'image', 'video', 'poll', 'text'];

/** @param {import('./people').Person} person @returns {Author} */
const personAuthor = (person) => ({
	kind: 'person',
	id: person.id,
	urn: personUrn(person.id),
	name: person.name,
	slug: person.slug,
	headline: person.headline,
	url: profileUrl(person),
});

/** @param {import('./companies').Company} company @returns {Author} */
const companyAuthor = (company) => ({
	kind: 'company',
	id: company.id,
	urn: `urn:li:fsd_company:${company.id}`,
	name: company.name,
	slug: company.slug,
	headline: company.industry.name,
	url: `https://www.linkedin.com/company/${company.slug}/`,
});

/** @param {import('../random').Random} random @param {string} topic */
function makeText(random, topic) {
	const other = random.pick(skills);
	return random.pick([
		`Three things I learned about ${topic} this year:\n1. Start small.\n2. Measure.\n3. Ask people.`,
		`We are hiring for ${topic}! Tell a friend ${random.pick(emoji)}`,
		`Unpopular opinion: ${topic} matters more than ${other}.`,
		`Our team just shipped something new around ${topic}. Proud of everybody involved.`,
		`What is your favourite tool for ${topic}? I will go first in the comments.`,
	]);
}

/**
 * @param {import('../random').Random} random
 * @param {Author} author
 * @param {number} createdAt
 * @param {string} [topic]
 * @returns {Post}
 */
function makePost(random, author, createdAt, topic = random.pick(skills)) {
	return {
		id: activityNumber(createdAt, random.int(0, 4194303)),
		author,
		text: makeText(random, topic),
		createdAt,
		type: random.pick(TYPES),
		likes: random.int(0, 900),
		comments: random.int(0, 120),
		shares: random.int(0, 60),
	};
}

/** @param {Post} post */
const postUrl = (post) => `https://www.linkedin.com/feed/update/${activityUrn(post.id)}/`;

/** As fetch-profiles-posts and fetch-company-posts list a post. @param {Post} post */
const postCard = (post) => ({
	activity_urn: activityUrn(post.id),
	post_url: postUrl(post),
	content: post.text,
	post_type: post.type,
	posted_at: new Date(post.createdAt).toISOString(),
	author_name: post.author.name,
	author_slug: post.author.slug,
	author_urn: post.author.urn,
	author_headline: post.author.headline,
	author_url: post.author.url,
	likes_count: post.likes,
	comments_count: post.comments,
	shares_count: post.shares,
});

export { makePost, personAuthor, companyAuthor, postCard, postUrl };
