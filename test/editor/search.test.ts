import { resources } from '../../nodes/Outx/resources';
import { expectToSee, setUpEditor } from './editor';

const editor = setUpEditor();

const names = () => editor.page.getByTestId('node-creator-item-name');

async function openNodeList() {
	await editor.goTo('/workflow/new');
	await editor.page.getByTestId('canvas-add-button').click();
	await editor.page.getByTestId('node-creator').locator('input').waitFor();
}

async function search(words: string) {
	await editor.page.getByTestId('node-creator').locator('input').fill(words);
	await editor.page.waitForTimeout(600);
	return await names().allInnerTexts();
}

test('the nodes are found by what people type', async () => {
	await openNodeList();
	const missing: string[] = [];
	for (const [words, found] of [
		['OutX', 'OutX'],
		['LinkedIn', 'OutX'],
		['outreach', 'OutX'],
		['connection request', 'OutX'],
		['prospecting', 'OutX'],
		['leads', 'OutX'],
		['recruiting', 'OutX'],
		['social listening', 'OutX'],
		['new connection', 'OutX'],
		['invite', 'OutX'],
		['message', 'OutX'],
		['LinkedIn message', 'OutX'],
		['send message', 'OutX'],
		['LinkedIn profile', 'OutX'],
		['connections', 'OutX'],
		['watchlist', 'OutX'],
		['wait task', 'OutX Wait for Task'],
		['task status', 'OutX Wait for Task'],
		['OutX', 'OutX Wait for Task'],
		['LinkedIn', 'OutX Wait for Task'],
	]) {
		if (!(await search(words)).includes(found)) missing.push(`${words} → ${found}`);
	}
	expect(missing).toEqual([]);
});

test('the list of actions and triggers says in words what each does', async () => {
	await openNodeList();
	await search('OutX');
	await names().getByText('OutX', { exact: true }).click();
	const list = editor.page.getByTestId('node-creator');
	for (const trigger of ['On new connection', 'On new interaction', 'On new watchlist post']) {
		await expectToSee(list.getByText(trigger, { exact: true }));
	}
	await list.getByText(/^Actions \(\d+\)/).click();
	for (const { operations } of resources) {
		for (const { action } of operations) {
			await expectToSee(list.getByText(action, { exact: true }));
		}
	}
});

test('a chosen action is there with its resource and operation', async () => {
	await openNodeList();
	await search('OutX');
	await names().getByText('OutX', { exact: true }).click();
	const list = editor.page.getByTestId('node-creator');
	await list.getByText(/^Actions \(\d+\)/).click();
	await list.getByText('Send a message', { exact: true }).click();
	await editor.panel().waitFor();
	const chosen = (place: string) =>
		editor.page.getByTestId(place).first().locator('input').inputValue();
	expect(await chosen('parameter-input-resource')).toBe('Message');
	expect(await chosen('parameter-input-operation')).toBe('Send');
	expect(await chosen('node-credentials-select')).toBe('OutX account');
});
