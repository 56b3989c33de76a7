import {
	placeholdersOf,
	publisherIn,
	withPublisher,
	wrongTag,
} from '../../scripts/publisher/publisher';

const ACME = { name: 'Acme', email: 'nodes@acme.org', owner: 'acme', repository: 'outx.nodes' };

const manifestOf = (repository: string, email = ACME.email) =>
	JSON.stringify({ author: { name: ACME.name, email }, repository: { url: repository } });

test.each([
	'git+https://github.com/acme/outx.nodes.git',
	'https://github.com/acme/outx.nodes',
	'git@github.com/acme/outx.nodes.git',
])('package.json names who publishes: %s', (url) => {
	expect(publisherIn(manifestOf(url))).toEqual(ACME);
});

test('a repository elsewhere is refused, because n8n asks for GitHub', () => {
	expect(() => publisherIn(manifestOf('https://gitlab.com/acme/outx'))).toThrow(/GitHub/);
});

test.each([
	{
		what: 'a page, whoever owned it',
		from: 'see https://github.com/somebody/n8n-nodes-outx#credentials',
		to: 'see https://github.com/acme/outx.nodes#credentials',
	},
	{
		what: 'an address to clone',
		from: 'git clone https://github.com/somebody/n8n-nodes-outx.git',
		to: 'git clone https://github.com/acme/outx.nodes.git',
	},
	{
		what: 'the repository under its new name',
		from: 'https://github.com/somebody/outx.nodes/issues',
		to: 'https://github.com/acme/outx.nodes/issues',
	},
	{
		what: 'the author of a package',
		from: '"author": {\n\t\t"name": "Somebody",\n\t\t"email": "a@b.example"\n\t}',
		to: '"author": {\n\t\t"name": "Acme",\n\t\t"email": "nodes@acme.org"\n\t}',
	},
	{
		what: 'the copyright',
		from: 'MIT\n\nCopyright (c) 2026 Somebody else\n',
		to: 'MIT\n\nCopyright (c) 2026 Acme\n',
	},
	{
		what: 'not another repository',
		from: 'https://github.com/n8n-io/n8n and https://github.com/somebody/n8n-nodes-outx-more',
		to: 'https://github.com/n8n-io/n8n and https://github.com/somebody/n8n-nodes-outx-more',
	},
])('is written everywhere: $what', ({ from, to }) => {
	const written = withPublisher(from, ACME, 'n8n-nodes-outx');
	expect(written).toBe(to);
	expect(withPublisher(written, ACME, 'n8n-nodes-outx')).toBe(to);
});

test('nothing is published under placeholders', () => {
	expect(placeholdersOf(ACME)).toEqual([]);
	expect(placeholdersOf({ ...ACME, owner: 'outx-community' })).toHaveLength(1);
	expect(placeholdersOf({ ...ACME, email: 'me@here.example' })).toHaveLength(1);
});

test.each([
	{ name: 'n8n-nodes-outx', tag: '1.2.3', fits: true },
	{ name: 'n8n-nodes-outx', tag: 'v1.2.3', fits: true },
	{ name: 'n8n-nodes-outx', tag: 'v1.2.4', fits: false },
	{ name: 'n8n-nodes-outx', tag: 'n8n-nodes-linkup-network@1.2.3', fits: false },
	{ name: 'n8n-nodes-linkup-network', tag: 'n8n-nodes-linkup-network@1.2.3', fits: true },
	{ name: 'n8n-nodes-linkup-network', tag: 'v1.2.3', fits: false },
	{ name: 'n8n-nodes-outx', tag: undefined, fits: true },
])('the tag $tag and version 1.2.3 of $name: $fits', ({ name, tag, fits }) => {
	expect(wrongTag(name, '1.2.3', tag)).toHaveLength(fits ? 0 : 1);
});
