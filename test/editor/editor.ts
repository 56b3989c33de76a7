import { randomUUID } from 'node:crypto';
import { ensureN8n } from '../../scripts/n8n/ensure';
import { WorkflowClient } from '../../scripts/n8n/workflows';
import { launchChromium } from './chromium';

const SIZE = { width: 1440, height: 1000 };

/** What the editor complains about without us: the last three in n8n 1, where they are not there. */
const OF_N8N = /\/schemas\/|sessions.metadata|\/executions\/last-successful|\/external-secrets\//;

/** A node as n8n keeps it; `type` without a dot is one of ours. */
function node(name, type, parameters = {}, more = {}) {
	const ours = !type.includes('.');
	return {
		id: randomUUID(),
		name,
		type: ours ? `n8n-nodes-outx.${type}` : type,
		typeVersion: 1,
		parameters,
		...(ours && { credentials: { outxApi: { id: null, name: 'OutX account' } } }),
		...more,
	};
}

/** The corners of everything on the canvas. Runs in the browser. */
function corners() {
	const boxes = [...document.querySelectorAll('.vue-flow__node')].map((element) =>
		element.getBoundingClientRect(),
	);
	return {
		left: Math.min(...boxes.map(({ left }) => left)),
		top: Math.min(...boxes.map(({ top }) => top)),
		right: Math.max(...boxes.map(({ right }) => right)),
		bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
	};
}

/** n8n's editor in a browser, with somebody who is logged in. */
class Editor {
	/** What the browser complained about. */
	problems = [];

	async open() {
		const { major, url, cookie, sandboxUrl } = JSON.parse(process.env.OUTX_EDITOR);
		this.major = major;
		this.url = url;
		this.sandboxUrl = sandboxUrl;
		this.cookie = cookie;
		this.client = new WorkflowClient(url, await ensureN8n(major));
		this.client.cookie = cookie;
		this.browser = await launchChromium();
		this.page = await this.newPage(SIZE);
	}

	/** @param viewport @param [scale] pixels of the picture per pixel of the page */
	async newPage(viewport, scale = 1) {
		const context = await this.browser.newContext({
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
		page.on('console', (message) => this.listen(message));
		return page;
	}

	listen(message) {
		const { url } = message.location();
		const isHere = url.startsWith(this.url) || url === '';
		const text = `${message.text()} ${url}`;
		if (message.type() === 'error' && isHere && !OF_N8N.test(text)) this.problems.push(text);
	}

	async close() {
		await this.browser?.close();
	}

	/** Makes the sandbox do something. */
	async sandbox(method, address, body) {
		const response = await fetch(this.sandboxUrl + address, {
			method,
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(await response.text());
	}

	/** Saves a workflow and shows it. Nodes without a position of their own stand in rows. */
	async show(nodes, connections = {}, page = this.page) {
		const placed = nodes.map((each, index) => ({
			...each,
			position: each.position ?? [(index % 6) * 260, Math.floor(index / 6) * 220],
		}));
		const name = `Test ${randomUUID()}`;
		const { id } = await this.client.importWorkflow({ name, nodes: placed, connections });
		await this.goTo(`/workflow/${id}`, page);
		await page.locator('.vue-flow__node').first().waitFor();
		await page.keyboard.press('1'); // zooms so that everything is there to see
		await page.waitForTimeout(500);
		return id;
	}

	async goTo(address, page = this.page) {
		await page.goto(this.url + address);
	}

	/** Where the nodes are, with so much room around them. */
	async nodesBox({ top: above, right: after, bottom: below, left: before }, page = this.page) {
		const { left, top, right, bottom } = await page.evaluate(corners);
		return {
			x: left - before,
			y: top - above,
			width: before + right - left + after,
			height: above + bottom - top + below,
		};
	}

	/** Begins a new OutX credential. */
	async openCredentialForm() {
		const { page } = this;
		await this.goTo('/home/credentials/create');
		await page.getByTestId('new-credential-type-select').waitFor();
		await page.keyboard.type('OutX');
		await page.getByText('OutX API', { exact: true }).last().click();
		await page.getByTestId('new-credential-type-button').click();
		await page.getByTestId('parameter-input-apiKey').waitFor();
	}

	/** Opens the panel of a node that is on the canvas. */
	async openPanel({ id }, page = this.page) {
		const box = await page.locator(`[data-id="${id}"]`).boundingBox();
		await page.mouse.dblclick(box.x + box.width / 2, box.y + Math.min(box.height, 96) / 2);
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

	panel(page = this.page) {
		return page.getByTestId('node-parameters').first();
	}

	/** The names of the parameters that have a label in the open panel. */
	async parameterNames(page = this.page) {
		return await this.panel(page)
			.locator('label[for]:visible')
			.evaluateAll((labels) => labels.map((label) => label.getAttribute('for')));
	}
}

/** An editor for the tests of a file. It must not complain. */
function setUpEditor() {
	const editor = new Editor();
	beforeAll(() => editor.open());
	afterAll(() => editor.close());
	beforeEach(() => {
		editor.problems = [];
	});
	afterEach(() => expect(editor.problems).toEqual([]));
	return editor;
}

export { node, setUpEditor };
