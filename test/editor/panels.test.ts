import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { Outx } from '../../nodes/Outx/Outx.node';
import { resources } from '../../nodes/Outx/resources';
import { expectToSee, node, setUpEditor, type NodeToShow } from './editor';

const editor = setUpEditor();
const { description } = new Outx();

const outx = (resource: string, operation: string, parameters: INodeParameters = {}) =>
	node(`${resource} ${operation}`, 'outx', { resource, operation, ...parameters });
const visible = (text: RegExp) => editor.page.getByText(text).first().isVisible();

/** What the panel should show. */
function expectedNames({ parameters, typeVersion }: NodeToShow) {
	const all =
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			{ typeVersion },
			description,
		) ?? {};
	return description.properties
		.filter(({ type }) => !['notice', 'hidden'].includes(type))
		.filter((property) => NodeHelpers.displayParameter(all, property, { typeVersion }, description))
		.map(({ name }) => name);
}

const operations = resources.flatMap(({ value, operations: each }) =>
	each.map((operation) => [value, operation.value]),
);

test('every operation opens and shows its fields', async () => {
	const nodes = operations.map(([resource, operation]) => outx(resource, operation));
	await editor.show(nodes);
	for (const each of nodes) {
		await editor.openPanel(each);
		expect({ [each.name]: await editor.parameterNames() }).toEqual({
			[each.name]: expectedNames(each),
		});
		await editor.closePanel();
	}
});

test('Wait for Completion says what it does, and changes what can be set', async () => {
	const getMany = outx('connection', 'getAll');
	await editor.show([getMany]);
	await editor.openPanel(getMany);
	expect(await editor.parameterNames()).toEqual(expect.arrayContaining(['count', 'start']));
	expect(await editor.parameterNames()).not.toContain('returnAll');
	expect(await visible(/a task for one page comes out/)).toBe(true);
	expect(await visible(/This returns tasks/)).toBe(true);

	await editor.page.getByTestId('parameter-input-waitForCompletion').click();
	await editor.page.getByText('Return All', { exact: true }).waitFor();
	expect(await editor.parameterNames()).toEqual(expect.arrayContaining(['limit', 'start']));
	expect(await editor.parameterNames()).not.toContain('count');
	expect(await visible(/This returns tasks/)).toBe(false);

	await editor.page.getByTestId('parameter-input-returnAll').click();
	await editor.page.getByText('Limit', { exact: true }).waitFor({ state: 'hidden' });
});

test('what only has a meaning while waiting is offered only then', async () => {
	const nodes = [outx('profile', 'get'), outx('message', 'send', { waitForCompletion: true })];
	await editor.show(nodes);
	const offered: string[][] = [];
	for (const each of nodes) {
		await editor.openPanel(each);
		const add = editor.panel().getByTestId('collection-parameter-add');
		await add.or(editor.panel().getByPlaceholder('Add option')).first().click();
		const options = editor.page.getByTestId('collection-parameter-option').locator('visible=true');
		await options.first().waitFor();
		offered.push((await options.allInnerTexts()).map((text) => text.trim()));
		await editor.page.keyboard.press('Escape');
		await editor.closePanel();
	}
	expect(offered).toEqual([
		['Max Concurrent Requests'],
		[
			'Delay Between Items',
			'Maximum Wait (Seconds)',
			'Polling Interval (Seconds)',
			'Send Once Per Recipient',
		],
	]);
});

test('Send Once Per Recipient explains its two scopes', async () => {
	const options = { sendOncePerRecipient: 'node' };
	const send = outx('message', 'send', { options });
	await editor.show([send]);
	await editor.openPanel(send);
	await editor.page.getByTestId('parameter-input-sendOncePerRecipient').click();
	await expectToSee(editor.page.getByText(/by this node, in this or any earlier execution/));
	await expectToSee(editor.page.getByText(/by any node of this workflow/));
});

test('a person is told that a LinkedIn URL is not enough, where that is so', async () => {
	const nodes = [
		outx('message', 'send'),
		outx('connection', 'sendRequest'),
		outx('profile', 'get'),
	];
	await editor.show(nodes);
	const told: boolean[] = [];
	for (const each of nodes) {
		await editor.openPanel(each);
		told.push(await visible(/A LinkedIn URL is not enough/));
		await editor.closePanel();
	}
	expect(told).toEqual([true, true, false]);
});

test('as a tool, there is no Wait for Completion to switch off', async () => {
	const tool = node('Newest', 'outxTool', { resource: 'connection', operation: 'getAll' });
	await editor.show([tool]);
	await editor.openPanel(tool);
	const names = await editor.parameterNames();
	expect(names).toEqual(expect.arrayContaining(['returnAll', 'limit']));
	expect(names).not.toContain('waitForCompletion');
});

test('OutX Wait for Task has three named outputs and says where what takes longer goes', async () => {
	const wait = node('Wait', 'outxWaitForTask');
	await editor.show([wait]);
	for (const output of ['Completed', 'Failed', 'Still Pending']) {
		await editor.page.getByText(output, { exact: true }).waitFor();
	}
	await editor.openPanel(wait);
	expect(await visible(/What takes longer leaves by Still Pending/)).toBe(true);
});

test('the trigger advises how often to poll only where it matters', async () => {
	const advice = /every 15 minutes or less often/;
	const nodes = ['newConnection', 'newWatchlistPost'].map((event) =>
		node(event, 'outxTrigger', { event }),
	);
	await editor.show(nodes);
	await editor.openPanel(nodes[0]);
	expect(await visible(advice)).toBe(true);
	await editor.closePanel();
	await editor.openPanel(nodes[1]);
	expect(await visible(advice)).toBe(false);
	expect(await editor.parameterNames()).toContain('watchlist');
});
