/* The pictures of the README, taken from the editor as it is. */
import type { IConnections, INodeParameters } from 'n8n-workflow';

import { boxOf, node, setUpEditor } from './editor';
import { takePicture, type Box } from './picture';

type Position = [number, number];

const editor = setUpEditor();
const MOST_BYTES = 150_000;
/** The made-up LinkedIn of the sandbox: everybody's messages but every third are sent, one a second. */
const SWITCHES = {
	failTasks: { type: 'agent_send_message', everyNth: 3, output: { error: 'Not a connection' } },
	taskDelayMs: 1000,
	pickUpMs: 0,
};

beforeAll(() => editor.sandbox('PATCH', '/sandbox/switches', SWITCHES));
afterAll(() => editor.sandbox('POST', '/sandbox/reset', {}));

const take = async (name: string, clip: Box, page = editor.page) => {
	const bytes = await takePicture(page, `docs/images/${name}.png`, clip);
	expect(bytes).toBeLessThan(MOST_BYTES);
};

const start = (position: Position) =>
	node('When clicking ‘Execute workflow’', 'n8n-nodes-base.manualTrigger', {}, position);
const newest = (limit: number, position: Position, keyword = '') =>
	node(
		'Newest connections',
		'outx',
		{
			resource: 'connection',
			operation: 'getAll',
			waitForCompletion: true,
			limit,
			filters: { sort_type: 'RECENTLY_ADDED', keyword },
			options: { pollingInterval: 1 },
		},
		position,
	);
const message = (position: Position, options: INodeParameters = {}) =>
	node(
		'Send a message',
		'outx',
		{
			resource: 'message',
			operation: 'send',
			recipient: '={{ $json.entity_urn }}',
			message: '=Hi {{ $json.first_name }}, thank you for connecting!',
			options,
		},
		position,
	);
const to = (node: string): IConnections[string] => ({
	main: [[{ node, type: 'main', index: 0 }]],
});
const link = (...names: string[]): IConnections =>
	Object.fromEntries(names.slice(1).map((name, index) => [names[index], to(name)]));

async function executed(page = editor.page) {
	const told = page.getByText(/executed successfully/);
	await told.waitFor();
	await told.waitFor({ state: 'hidden' });
}

test('the search for nodes', async () => {
	const { page } = editor;
	await editor.show([start([0, 0])]);
	await page.getByTestId('node-creator-plus-button').click();
	const list = page.getByTestId('node-creator');
	await list.locator('input').fill('LinkedIn');
	await page.waitForTimeout(1000);
	// n8n's own node and ours; below them would be the companion's.
	const { x, y, width } = await boxOf(list);
	await take('node-search', { x, y, width, height: 345 });
});

test('sending a message', async () => {
	const { page } = editor;
	const options = { delay: { seconds: { from: 60, to: 180 } }, sendOncePerRecipient: 'workflow' };
	const send = message([480, 0], options);
	// Names without emoji, because not every computer has the letters for them.
	const people = newest(3, [240, 0], 'mar');
	await editor.show(
		[start([0, 0]), people, send],
		link('When clicking ‘Execute workflow’', 'Newest connections', 'Send a message'),
	);
	await editor.openPanel(people);
	await page.getByTestId('node-execute-button').click();
	await executed();
	await editor.closePanel();
	await editor.openPanel(send);
	await page.getByTestId('radio-button-table').first().click();
	await page.getByText(/^Hi .+, thank you for connecting!$/).waitFor();
	await page.mouse.move(0, 0);
	await take('message-send', await boxOf(page.getByTestId('ndv')));
});

test('the three outputs of OutX Wait for Task', async () => {
	// Wide enough for n8n's buttons to stand beside the workflow.
	const page = await editor.newPage({ width: 2000, height: 1000 });
	const wait = node(
		'OutX Wait for Task',
		'outxWaitForTask',
		{ maximumWait: 4, options: { pollingInterval: 1 } },
		[720, -20],
	);
	const after = (name: string, y: number) => node(name, 'n8n-nodes-base.noOp', {}, [1060, y]);
	const names = ['Tell the team', 'Look into it', 'Wait longer'];
	const branches = names.flatMap((name) => to(name).main);
	await editor.show(
		[
			start([0, 0]),
			newest(6, [240, 0]),
			message([480, 0]),
			wait,
			...names.map((name, index) => after(name, (index - 1) * 170)),
		],
		{
			...link(
				'When clicking ‘Execute workflow’',
				'Newest connections',
				'Send a message',
				wait.name,
			),
			[wait.name]: { main: branches },
		},
		page,
	);
	await page.getByTestId('execute-workflow-button').first().click();
	await executed(page);
	// Names stand below their nodes, and what comes out beside them.
	const box = await editor.nodesBox({ top: 24, right: 120, bottom: 60, left: 60 }, page);
	await take('wait-for-task', box, page);
	await page.context().close();
});

test('the form of the credential', async () => {
	const { page } = editor;
	await editor.openCredentialForm();
	const form = page.getByTestId('editCredential-modal');
	await form.getByTestId('credential-name').click();
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.type('OutX account');
	await page.keyboard.press('Enter');
	await page.mouse.move(0, 0);
	await page.waitForTimeout(500);
	const { x, y, width } = await boxOf(form);
	await take('credential', { x, y, width, height: 520 });
});
