import { randomUUID } from 'node:crypto';

import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { Browser, ConsoleMessage, Locator, Page, ViewportSize } from 'playwright-core';
import { request, type Dispatcher } from 'undici';

import { artifactFile } from '../../scripts/artifacts';
import { ensureN8n } from '../../scripts/n8n/ensure';
import { WorkflowClient } from '../../scripts/n8n/workflows';
import { launchChromium } from './chromium';
import type { Box } from './picture';
import { thePlace } from './place';

type Position = [number, number];
/** A node as n8n keeps it, except that the editor may find a place for it. */
type NodeToShow = Omit<INode, 'position'> & { position?: Position };

interface Room {
	top: number;
	right: number;
	bottom: number;
	left: number;
}

const SIZE = { width: 1440, height: 1000 };

/** What the editor complains about without us: the last three in n8n 1, where they are not there. */
const OF_N8N = /\/schemas\/|sessions.metadata|\/executions\/last-successful|\/external-secrets\//;

/** A node for the canvas; `type` without a dot is one of ours. */
function node(
	name: string,
	type: string,
	parameters: INodeParameters = {},
	position?: Position,
): NodeToShow {
	const ours = !type.includes('.');
	return {
		id: randomUUID(),
		name,
		type: ours ? `n8n-nodes-outx.${type}` : type,
		typeVersion: 1,
		parameters,
		...(ours && { credentials: { outxApi: { id: null, name: 'OutX account' } } }),
		...(position && { position }),
	};
}

/** Where something is on the page. */
async function boxOf(locator: Locator): Promise<Box> {
	const box = await locator.boundingBox();
	if (!box) throw new Error('It cannot be seen');
	return box;
}

interface Parts {
	client: WorkflowClient;
	browser: Browser;
	page: Page;
}

/** n8n's editor in a browser, with somebody who is logged in. */
class Editor {
	readonly major: number;
	readonly sandboxUrl: string;
	/** What the browser complained about. */
	problems: string[] = [];
	private readonly url: string;
	private readonly cookie: string;
	private parts: Parts | undefined;

	constructor() {
		({
			major: this.major,
			url: this.url,
			cookie: this.cookie,
			sandboxUrl: this.sandboxUrl,
		} = thePlace());
	}

	private get open() {
		if (!this.parts) throw new Error('Only a test can use the editor, once it is open');
		return this.parts;
	}

	get page() {
		return this.open.page;
	}

	get client() {
		return this.open.client;
	}

	async start() {
		const client = new WorkflowClient(this.url, await ensureN8n(this.major));
		client.cookie = this.cookie;
		const browser = await launchChromium();
		this.parts = { client, browser, page: await this.newPageIn(browser, SIZE) };
	}

	/** `scale` are the pixels of a picture per pixel of the page. */
	newPage(viewport: ViewportSize, scale = 1) {
		return this.newPageIn(this.open.browser, viewport, scale);
	}

	private async newPageIn(browser: Browser, viewport: ViewportSize, scale = 1) {
		const context = await browser.newContext({
			viewport,
			deviceScaleFactor: scale,
			colorScheme: 'light',
			reducedMotion: 'reduce',
		});
		const [name, value] = this.cookie.split('=');
		await context.addCookies([{ name, value, url: this.url }]);
		// Nothing but this computer: no avatars, no news, no statistics.
		const { hostname } = new URL(this.url);
		await context.route(
			({ hostname: asked }) => asked !== hostname,
			(route) => route.abort(),
		);
		const page = await context.newPage();
		page.on('pageerror', ({ message }) => this.problems.push(message));
		page.on('console', (message) => {
			this.listen(message);
		});
		return page;
	}

	private listen(message: ConsoleMessage) {
		const { url } = message.location();
		const isHere = url.startsWith(this.url) || url === '';
		const text = `${message.text()} ${url}`;
		if (message.type() === 'error' && isHere && !OF_N8N.test(text)) this.problems.push(text);
	}

	async close() {
		await this.parts?.browser.close();
	}

	/** Makes the sandbox do something. */
	async sandbox(method: Dispatcher.HttpMethod, address: string, change: object) {
		const { statusCode, body } = await request(this.sandboxUrl + address, {
			method,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(change),
		});
		const said = await body.text();
		if (statusCode !== 200) throw new Error(said);
	}

	/** Saves a workflow and shows it. Nodes without a position of their own stand in rows. */
	async show(
		nodes: NodeToShow[],
		connections: IConnections = {},
		page = this.page,
		name = `Test ${randomUUID()}`,
	) {
		const placed = nodes.map((each, index) => ({
			...each,
			position: each.position ?? inRows(index),
		}));
		const { id } = await this.client.importWorkflow({ name, nodes: placed, connections });
		await this.goTo(`/workflow/${id}`, page);
		await page.locator('.vue-flow__node').first().waitFor();
		await page.keyboard.press('1'); // zooms so that everything is there to see
		await page.waitForTimeout(500);
		return id;
	}

	async goTo(address: string, page = this.page) {
		await page.goto(this.url + address);
	}

	/** Where the nodes are, with so much room around them. */
	async nodesBox(room: Room, page = this.page): Promise<Box> {
		const boxes = await Promise.all((await page.locator('.vue-flow__node').all()).map(boxOf));
		const left = Math.min(...boxes.map(({ x }) => x)) - room.left;
		const top = Math.min(...boxes.map(({ y }) => y)) - room.top;
		const right = Math.max(...boxes.map(({ x, width }) => x + width)) + room.right;
		const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + room.bottom;
		return { x: left, y: top, width: right - left, height: bottom - top };
	}

	/** Begins a new OutX credential. */
	async openCredentialForm(page = this.page) {
		await this.goTo('/home/credentials/create', page);
		await page.getByTestId('new-credential-type-select').waitFor();
		await page.keyboard.type('OutX');
		await page.getByText('OutX API', { exact: true }).last().click();
		await page.getByTestId('new-credential-type-button').click();
		await page.getByTestId('parameter-input-apiKey').waitFor();
	}

	/** Opens the panel of a node that is on the canvas. */
	async openPanel({ id }: { id: string }, page = this.page) {
		const { x, y, width, height } = await boxOf(page.locator(`[data-id="${id}"]`));
		await page.mouse.dblclick(x + width / 2, y + Math.min(height, 96) / 2);
		await this.panel(page).waitFor();
		await page.waitForTimeout(300);
	}

	async closePanel(page = this.page) {
		const close = page.getByTestId('ndv-close-button');
		await close.or(page.getByTestId('back-to-canvas')).first().click();
		await this.panel(page).waitFor({ state: 'hidden' });
		// n8n 1 lets it fade, and meanwhile nothing behind it can be clicked.
		await page.waitForTimeout(400);
	}

	/** What the page shows at the end of a test, for whoever looks into a failure. */
	async keepPicture(name: string) {
		const file = artifactFile(`${name}.png`);
		if (file !== undefined) await this.page.screenshot({ path: file });
	}

	panel(page = this.page) {
		return page.getByTestId('node-parameters').first();
	}

	/** The names of the parameters that have a label in the open panel. */
	async parameterNames(page = this.page) {
		const labels = await this.panel(page).locator('label[for]:visible').all();
		return await Promise.all(labels.map((label) => label.getAttribute('for')));
	}
}

const inRows = (index: number): Position => [(index % 6) * 260, Math.floor(index / 6) * 220];

/** An editor for the tests of a file. It must not complain. */
function setUpEditor() {
	const editor = new Editor();
	beforeAll(() => editor.start());
	afterAll(() => editor.close());
	beforeEach(() => {
		editor.problems = [];
	});
	afterEach(async () => {
		await editor.keepPicture(expect.getState().currentTestName ?? '');
		expect(editor.problems).toEqual([]);
	});
	return editor;
}

/** Waits until it can be seen. */
async function expectToSee(locator: Locator) {
	await locator.waitFor();
	expect(await locator.isVisible()).toBe(true);
}

export { boxOf, expectToSee, node, setUpEditor, type NodeToShow };
