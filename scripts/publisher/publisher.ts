import { z } from 'zod';

/** Who publishes, and where. package.json names them, and everything else repeats it. */
export interface Publisher {
	name: string;
	email: string;
	owner: string;
	/** Of the repository on GitHub. */
	repository: string;
}

const manifest = z.object({
	author: z.object({ name: z.string(), email: z.string() }),
	repository: z.object({ url: z.string() }),
});

const AUTHOR = /("author": \{\s*"name": ")[^"]*(",\s*"email": ")[^"]*(")/;
const COPYRIGHT = /^(Copyright \(c\) \d+) .*$/m;

export function publisherIn(text: string): Publisher {
	const { author, repository } = manifest.parse(JSON.parse(text));
	const found = /github\.com\/([\w.-]+)\/([\w.-]+?)(\.git)?$/.exec(repository.url);
	if (!found) throw new Error("'repository' of package.json is not on GitHub");
	return { ...author, owner: found[1], repository: found[2] };
}

/** The content of a file with this publisher wherever one is named. The repository had another name, perhaps. */
export function withPublisher(text: string, publisher: Publisher, formerRepository: string) {
	const { name, email, owner, repository } = publisher;
	const names = [repository, formerRepository].map((each) => each.replaceAll('.', '\\.')).join('|');
	return text
		.replace(
			new RegExp(`github\\.com/[\\w.-]+/(?:${names})(?![\\w-])`, 'g'),
			`github.com/${owner}/${repository}`,
		)
		.replace(AUTHOR, (_, before: string, between: string, after: string) =>
			[before, name, between, email, after].join(''),
		)
		.replace(COPYRIGHT, (_, before: string) => `${before} ${name}`);
}

/** Why nothing can be published under these names: n8n verifies who publishes. */
export const placeholdersOf = ({ owner, email }: Publisher) => [
	...(owner === 'outx-community' ? [`The repository belongs to '${owner}', a placeholder`] : []),
	...(email.endsWith('.example') ? [`'${email}' is a placeholder`] : []),
];

/** The companion has tags of its own, because both packages are published from one repository. */
export function wrongTag(name: string, version: string, tag: string | undefined) {
	const wanted = name === 'n8n-nodes-outx' ? [version, `v${version}`] : [`${name}@${version}`];
	return tag === undefined || wanted.includes(tag)
		? []
		: [`The tag is ${tag}, and ${name} has the version ${version}`];
}
