import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { Outx } from '../../nodes/Outx/Outx.node';
import { resources } from '../../nodes/Outx/resources';
import { OutxTrigger } from '../../nodes/OutxTrigger/OutxTrigger.node';
import { OutxWaitForTask } from '../../nodes/OutxWaitForTask/OutxWaitForTask.node';
import { expectToSee, node, setUpEditor, type NodeToShow } from './editor';

const editor = setUpEditor();
const descriptions = [new Outx(), new OutxTrigger(), new OutxWaitForTask()].map(
	({ description }) => description,
);

const outx = (resource: string, operation: string, parameters: INodeParameters = {}) =>
	node(`${resource} ${operation}`, 'outx', { resource, operation, ...parameters });

function descriptionOf({ type }: NodeToShow) {
	const description = descriptions.find(({ name }) => type.endsWith(`.${name}`));
	if (!description) throw new Error(`${type} is not one of our nodes`);
	return description;
}

/** Of these fields the ones that the panel should show. */
function shown(each: NodeToShow, fields = descriptionOf(each).properties): INodeProperties[] {
	const description = descriptionOf(each);
	const { typeVersion, parameters } = each;
	const all =
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			{ typeVersion },
			description,
		) ?? {};
	return fields
		.filter(({ type }) => type !== 'hidden')
		.filter((field) => NodeHelpers.displayParameter(all, field, { typeVersion }, description));
}

/** Of the members of the Options collection the ones that the panel should offer. */
function optionsOf(each: NodeToShow) {
	const members = shown(each).find(({ name }) => name === 'options')?.options ?? [];
	return shown(
		each,
		members.filter((member): member is INodeProperties => 'type' in member),
	);
}

const plain = (text: string) => text.replace(/<[^>]+>/g, '');
const isNotice = ({ type }: INodeProperties) => type === 'notice';
const namesIn = (each: NodeToShow) =>
	shown(each)
		.filter((field) => !isNotice(field))
		.map(({ name }) => name);

/** What the panel should say beside the names: hints and notices. */
const adviceIn = (each: NodeToShow) =>
	shown(each)
		.map((field) => (isNotice(field) ? field.displayName : (field.hint ?? '')))
		.filter((text) => text !== '')
		.map(plain);

/** What the open panel says, without line breaks. */
const said = async () => (await editor.panel().innerText()).replace(/\s+/g, ' ');

const operations = resources.flatMap(({ value, operations: each }) =>
	each.map((operation) => [value, operation.value]),
);

test('every operation opens and shows its fields with their hints', async () => {
	const nodes = operations.map(([resource, operation]) => outx(resource, operation));
	await editor.show(nodes);
	for (const each of nodes) {
		await editor.openPanel(each);
		expect({ [each.name]: await editor.parameterNames() }).toEqual({
			[each.name]: namesIn(each),
		});
		const text = await said();
		expect(adviceIn(each).filter((advice) => !text.includes(advice))).toEqual([]);
		await editor.closePanel();
	}
});

test('Wait for Completion changes what can be set, and says when tasks are returned', async () => {
	const [off, on] = [false, true].map((waitForCompletion) =>
		outx('connection', 'getAll', { waitForCompletion }),
	);
	const [hint] = descriptionOf(off).hints ?? [];
	const returnsTasks = editor.page.getByText(plain(hint.message).split('.', 1)[0]).first();
	await editor.show([off]);
	await editor.openPanel(off);
	expect(await editor.parameterNames()).toEqual(namesIn(off));
	await expectToSee(returnsTasks);

	await editor.page.getByTestId('parameter-input-waitForCompletion').click();
	await editor.page.getByText('Return All', { exact: true }).waitFor();
	expect(await editor.parameterNames()).toEqual(namesIn(on));
	expect(namesIn(on)).not.toEqual(namesIn(off));
	expect(await returnsTasks.isVisible()).toBe(false);

	await editor.page.getByTestId('parameter-input-returnAll').click();
	await editor.page.getByText('Limit', { exact: true }).waitFor({ state: 'hidden' });
});

test('what only has a meaning while waiting is offered only then', async () => {
	const nodes = [false, true].map((waitForCompletion, index) => ({
		...outx('post', 'like', { waitForCompletion }),
		name: `Like ${index}`,
	}));
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
	expect(offered).toEqual(
		nodes.map((each) => optionsOf(each).map(({ displayName }) => displayName)),
	);
	const [off, on] = offered;
	expect(off).not.toContain('Maximum Wait (Seconds)');
	expect(on).toContain('Maximum Wait (Seconds)');
});

test('Send Once Per Recipient explains its scopes', async () => {
	const send = outx('message', 'send', { options: { sendOncePerRecipient: 'node' } });
	const field = optionsOf(send).find(({ name }) => name === 'sendOncePerRecipient');
	const explained = (field?.options ?? []).flatMap((option) =>
		'description' in option ? [option.description ?? ''] : [],
	);
	expect(explained.length).toBeGreaterThan(1);
	await editor.show([send]);
	await editor.openPanel(send);
	await editor.page.getByTestId('parameter-input-sendOncePerRecipient').click();
	for (const text of explained) await expectToSee(editor.page.getByText(text).first());
});

test('as a tool, there is no Wait for Completion to switch off', async () => {
	const tool = node('Newest', 'outxTool', { resource: 'connection', operation: 'getAll' });
	await editor.show([tool]);
	await editor.openPanel(tool);
	const names = await editor.parameterNames();
	expect(names).toEqual(expect.arrayContaining(['returnAll', 'limit']));
	expect(names).not.toContain('waitForCompletion');
});

test('OutX Wait for Task shows its named outputs, its fields and their hints', async () => {
	const wait = node('Wait', 'outxWaitForTask');
	await editor.show([wait]);
	for (const output of ['Completed', 'Failed', 'Still Pending', 'Skipped']) {
		await expectToSee(editor.page.getByText(output, { exact: true }));
	}
	await editor.openPanel(wait);
	expect(await editor.parameterNames()).toEqual(namesIn(wait));
	const advice = adviceIn(wait);
	expect(advice.length).toBeGreaterThan(0);
	for (const text of advice) expect(await said()).toContain(text);
});

test('the trigger shows the fields of each event, and advises only where it matters', async () => {
	const nodes = ['newConnection', 'newInteraction', 'newWatchlistPost'].map((event) =>
		node(event, 'outxTrigger', { event }),
	);
	await editor.show(nodes);
	for (const each of nodes) {
		await editor.openPanel(each);
		// n8n adds its poll times.
		expect(await editor.parameterNames()).toEqual(expect.arrayContaining(namesIn(each)));
		const text = await said();
		const all = nodes.flatMap(adviceIn);
		expect(all.filter((advice) => text.includes(advice))).toEqual(adviceIn(each));
		await editor.closePanel();
	}
});
