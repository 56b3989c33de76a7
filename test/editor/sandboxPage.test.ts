import type { Browser, Page } from 'playwright-core';
import { request } from 'undici';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../sandbox';
import { launchChromium } from './chromium';

const PHONE = { width: 390, height: 844 };

let sandbox: Sandbox;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
	sandbox = await startSandbox({ switches: { taskDelayMs: 0, pickUpMs: 0 } });
	browser = await launchChromium();
	const context = await browser.newContext({
		viewport: PHONE,
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	page = await context.newPage();
	page.on('pageerror', ({ message }) => problems.push(message));
	await page.goto(sandbox.url);
	await page.getByText('live', { exact: true }).waitFor();
});
afterAll(async () => {
	await browser.close();
	await sandbox.close();
});

const listed = z.object({
	watchlists: z.array(z.object({ posts: z.number(), interactions: z.number() })),
});
const watchlists = async () => {
	const { body } = await request(`${sandbox.url}/sandbox/watchlists`);
	return listed.parse(await body.json()).watchlists;
};
const press = async (name: string) => {
	await page.getByRole('button', { name, exact: true }).click();
};
const happened = async (text: RegExp) => {
	await page.locator('#happened').filter({ hasText: text }).waitFor();
};

test('New connection, New post and New interaction make them', async () => {
	const [before] = await watchlists();
	await press('New connection');
	await happened(/is a new connection/);
	await press('New post');
	await happened(/wrote a post that “Workflow automation” found/);
	await press('New interaction');
	await happened(/a post in “Workflow automation”/);
	expect(sandbox.world.connections).toHaveLength(1001);
	const [after] = await watchlists();
	expect([after.posts - before.posts, after.interactions - before.interactions]).toEqual([1, 1]);
});

test('Accept an invitation and Next day move a campaign on', async () => {
	await press('Accept an invitation');
	await happened(/No invitation is waiting/);
	const [stranger] = sandbox.world.strangers;
	sandbox.invitations.send(stranger, sandbox.now());
	await press('Accept an invitation');
	await happened(new RegExp(`^${stranger.name} accepted`));
	const before = sandbox.now();
	await press('Next day');
	await happened(/^It is \d{4}-\d\d-\d\d now/);
	expect(sandbox.now() - before).toBeGreaterThanOrEqual(86_400_000);
});

test('the URL of a person who is found by name is copied', async () => {
	const person = sandbox.world.strangers[20];
	await page.getByRole('searchbox', { name: 'Name' }).fill(person.name);
	const row = page.locator('#people li').filter({ hasText: person.slug });
	await row.getByRole('button').click();
	await row.getByText('Copied').waitFor();
	const copied: string = await page.evaluate('navigator.clipboard.readText()');
	expect(copied).toBe(`https://www.linkedin.com/in/${person.slug}/`);
});

test('Reset starts over', async () => {
	sandbox.set({ extension: 'asleep' });
	await press('Reset');
	await happened(/starts over/);
	expect(sandbox.switches.extension).toBe('online');
	expect(sandbox.world.connections).toHaveLength(1000);
});

test('the page is whole on a phone, and makes no errors', async () => {
	const width = await page.evaluate('document.documentElement.scrollWidth');
	expect(width).toBe(PHONE.width);
	expect(problems).toEqual([]);
});
