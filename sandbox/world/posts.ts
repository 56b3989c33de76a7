import type { Random } from '../random';
import { activityNumber, activityUrn, personUrn } from './identifiers';
import { profileUrl } from './profiles';
import { skills, emoji } from './names';
import type { Company } from './companies';
import type { Person } from './people';

export interface Author {
	kind: 'person' | 'company';
	id: string;
	urn: string;
	name: string;
	slug: string;
	headline: string;
	url: string;
}

export interface Post {
	/** The number of the activity URN. */
	id: string;
	author: Author;
	text: string;
	createdAt: number;
	type: string;
	likes: number;
	comments: number;
	shares: number;
}

const TYPES = ['article', 'image', 'video', 'poll', 'text'];

export const personAuthor = (person: Person): Author => ({
	kind: 'person',
	id: person.id,
	urn: personUrn(person.id),
	name: person.name,
	slug: person.slug,
	headline: person.headline,
	url: profileUrl(person),
});

export const companyAuthor = (company: Company): Author => ({
	kind: 'company',
	id: company.id,
	urn: `urn:li:fsd_company:${company.id}`,
	name: company.name,
	slug: company.slug,
	headline: company.industry.name,
	url: `https://www.linkedin.com/company/${company.slug}/`,
});

function makeText(random: Random, topic: string) {
	const other = random.pick(skills);
	return random.pick([
		`Three things I learned about ${topic} this year:\n1. Start small.\n2. Measure.\n3. Ask people.`,
		`We are hiring for ${topic}! Tell a friend ${random.pick(emoji)}`,
		`Unpopular opinion: ${topic} matters more than ${other}.`,
		`Our team just shipped something new around ${topic}. Proud of everybody involved.`,
		`What is your favourite tool for ${topic}? I will go first in the comments.`,
	]);
}

export function makePost(
	random: Random,
	author: Author,
	createdAt: number,
	topic = random.pick(skills),
): Post {
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

export const postUrl = (post: Post) =>
	`https://www.linkedin.com/feed/update/${activityUrn(post.id)}/`;

/** As fetch-profiles-posts and fetch-company-posts list a post. */
export const postCard = (post: Post) => ({
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
