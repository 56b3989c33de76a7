/* The pictures of the README, taken from the editor as it is. */
import type { Page } from 'playwright-core';

import { boxOf, setUpEditor } from './editor';
import { after, link, message, newest, START, start, SWITCHES, waitForTask } from './flows';
import { takePicture, type Box } from './picture';

const editor = setUpEditor();
/** Pixels of a picture per pixel of the page: sharp on every display. */
const SCALE = 2;
const SIZE = { width: 1440, height: 1000 };
const MOST_BYTES = 150_000;

let page: Page;

beforeAll(() => editor.sandbox('PATCH', '/sandbox/switches', SWITCHES));
afterAll(() => editor.sandbox('POST', '/sandbox/reset', {}));
beforeEach(async () => {
	page = await editor.newPage(SIZE, SCALE);
});
afterEach(() => page.context().close());

const take = async (name: string, clip: Box) => {
	const file = editor.major === 2 ? `docs/images/${name}.png` : undefined;
	const bytes = await takePicture(page, file, clip);
	expect(bytes).toBeLessThan(MOST_BYTES);
};

async function executed() {
	const told = page.getByText(/executed successfully/);
	await told.waitFor();
	await told.waitFor({ state: 'hidden' });
}

test('the search for nodes', async () => {
	await editor.show([start([0, 0])], {}, page);
	await page.getByTestId('node-creator-plus-button').click();
	const list = page.getByTestId('node-creator');
	await list.locator('input').fill('LinkedIn');
	await page.waitForTimeout(1000);
	// n8n's own node and ours; below them would be the companion's.
	const { x, y, width } = await boxOf(list);
	await take('node-search', { x, y, width, height: 345 });
});

test('sending a message', async () => {
	const options = { delay: { seconds: { from: 60, to: 180 } }, sendOncePerRecipient: 'workflow' };
	const send = message([480, 0], options);
	// Names without emoji, because not every computer has the letters for them.
	const people = newest(3, [240, 0], 'mar');
	await editor.show(
		[start([0, 0]), people, send],
		link([START, 'Newest connections', 'Send a message']),
		page,
	);
	await editor.openPanel(people, page);
	await page.getByTestId('node-execute-button').click();
	await executed();
	await editor.closePanel(page);
	await editor.openPanel(send, page);
	await page.getByTestId('radio-button-table').first().click();
	await page.getByText(/^Hi .+, thank you for connecting!$/).waitFor();
	await page.mouse.move(0, 0);
	await take('message-send', await boxOf(page.getByTestId('ndv')));
});

test('the outputs of OutX Wait for Task', async () => {
	// Wide enough for n8n's buttons to stand beside the workflow.
	await page.setViewportSize({ width: 2000, height: 1000 });
	const wait = waitForTask(4, [720, -20]);
	const names = ['Tell the team', 'Look into it', 'Wait longer', 'Nothing to do'];
	await editor.show(
		[
			start([0, 0]),
			newest(6, [240, 0]),
			message([480, 0]),
			wait,
			...names.map((name, index) => after(name, [1060, (index - 1.5) * 170])),
		],
		link([START, 'Newest connections', 'Send a message', wait.name], names),
		page,
	);
	await page.getByTestId('execute-workflow-button').first().click();
	await executed();
	// Names stand below their nodes, and what comes out beside them.
	const box = await editor.nodesBox({ top: 24, right: 120, bottom: 60, left: 60 }, page);
	await take('wait-for-task', box);
});

test('the form of the credential', async () => {
	await editor.openCredentialForm(page);
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
