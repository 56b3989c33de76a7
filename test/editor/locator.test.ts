import { node, setUpEditor, type NodeToShow } from './editor';

const editor = setUpEditor();
afterEach(() => editor.sandbox('PATCH', '/sandbox/switches', { extension: 'online' }));

/** The node's list of watchlists, opened. */
async function openList(each: NodeToShow) {
	await editor.show([each]);
	await editor.openPanel(each);
	await editor.page.getByTestId('rlc-input').click();
}

const rows = () => editor.page.getByTestId('rlc-item');
const list = async () => (await rows().allInnerTexts()).map((text) => text.trim());
const watchlistPosts = () =>
	node('Posts', 'outx', { resource: 'watchlistPost', operation: 'getAll' });

test('the list has all watchlists by name, can be searched, and what is chosen is shown', async () => {
	await openList(watchlistPosts());
	await rows().first().waitFor();
	expect(await list()).toEqual([
		'Competitors (Company)',
		'Customers (People)',
		'What Reddit says (Reddit)',
		'Workflow automation (Keyword)',
	]);
	await editor.page.getByTestId('rlc-search').fill('reddit');
	await rows().filter({ hasText: 'Customers' }).waitFor({ state: 'hidden' });
	await rows().first().waitFor();
	expect(await list()).toEqual(['What Reddit says (Reddit)']);
	await rows().first().click();
	expect(await editor.page.getByTestId('rlc-input').inputValue()).toBe('What Reddit says (Reddit)');
});

test('where a type is chosen, the list has watchlists of that type only', async () => {
	await openList(node('Get', 'outx', { resource: 'watchlist', operation: 'get', kind: 'people' }));
	await rows().first().waitFor();
	expect(await list()).toEqual(['Customers (People)']);
});

test('the trigger has the same list', async () => {
	await openList(node('New post', 'outxTrigger', { event: 'newWatchlistPost' }));
	await rows().first().waitFor();
	expect(await list()).toHaveLength(4);
});

test('when OutX refuses, the list says why', async () => {
	await editor.sandbox('PATCH', '/sandbox/switches', { extension: 'stale' });
	await openList(watchlistPosts());
	const error = editor.page.getByTestId('rlc-error-container');
	await error.waitFor();
	const told = await error.innerText();
	editor.problems = []; // n8n answers with a status that the browser writes down
	expect(told).toMatch(/OutX browser extension is not running/);
});
