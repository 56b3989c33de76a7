import type { INodeParameters } from 'n8n-workflow';

import { textOf } from '../support/json';
import { like } from '../support/like';
import { setUpStage, urnOf } from './stage';

const stage = setUpStage();

const somebody = () => stage.sandbox.world.connections[0];
const company = () => stage.sandbox.world.companies[0];

describe('shapes', () => {
	const getProfile = async (parameters: INodeParameters) =>
		await stage.outx('profile.get', {
			profile: somebody().slug,
			waitForCompletion: true,
			...parameters,
		});

	test.each([true, false])('a profile is read nested or flat (nested: %s)', async (nested) => {
		stage.sandbox.set({ nestedProfile: nested });
		const name = nested ? 'full_name' : 'name';

		const simple = (await getProfile({})).items[0].json;
		expect(Object.keys(simple).length).toBeLessThanOrEqual(12);
		expect(simple).toMatchObject({
			[name]: somebody().name,
			headline: somebody().headline,
			profile_urn: urnOf(somebody()),
			profile_url: like.text('https://www.linkedin.com/in/'),
			current_title: somebody().positions[0].title,
			current_company: somebody().positions[0].company.name,
		});
		expect(simple).not.toHaveProperty('positions');

		const raw = (await getProfile({ simplify: false })).items[0].json;
		expect(raw).toMatchObject({
			[name]: somebody().name,
			positions: like.any(Array),
			skills: somebody().skills,
			profile_url: like.any(String),
		});
		expect(raw).not.toHaveProperty('profile');
	});

	test('a whole task leaves the output as OutX sent it', async () => {
		const { items } = await getProfile({ options: { output: 'task' } });
		expect(items[0].json).toMatchObject({
			task_output: { profile: { full_name: somebody().name } },
		});
	});

	test('posts lose the less useful fields, unless raw ones are wanted', async () => {
		const get = async (simplify: boolean) =>
			(
				await stage.outx('company.getPosts', {
					company: company().slug,
					waitForCompletion: true,
					simplify,
				})
			).items[0].json;
		expect(Object.keys(await get(true)).length).toBeLessThanOrEqual(10);
		expect(await get(false)).toHaveProperty('author_headline');
	});

	test('a page of connections has its position', async () => {
		const page = async (parameters: INodeParameters) =>
			(
				await stage.outx('connection.getAll', {
					waitForCompletion: true,
					options: { output: 'task' },
					...parameters,
				})
			).items.map(({ json }) => json.page);
		expect(await page({ limit: 10, start: 5 })).toEqual([
			{ start: 5, count: 10, returned: 10, has_more: true, next_start: 15 },
		]);
		expect(await page({ limit: 10, start: 995 })).toEqual([
			{ start: 995, count: 10, returned: 5, has_more: false, next_start: null },
		]);
		expect(await page({ limit: 10, start: 2000 })).toEqual([
			{ start: 2000, count: 10, returned: 0, has_more: false, next_start: null },
		]);
	});

	test('connections get the URL of the person', async () => {
		const run = await stage.outx('connection.getAll', { waitForCompletion: true, limit: 3 });
		for (const { json } of run.items) {
			expect(json.profile_url).toMatch(/^https:\/\/www\.linkedin\.com\/in\/./);
			expect(decodeURIComponent(textOf(json.profile_url))).toContain(
				decodeURIComponent(textOf(json.public_identifier)),
			);
		}
	});

	test("a result's own key named error gets another name", async () => {
		stage.sandbox.set({ failTasks: { status: 'completed', output: { error: 'odd', name: 'A' } } });
		const run = await getProfile({});
		expect(run.items[0].json).toMatchObject({ error_text: 'odd', name: 'A' });
		expect(run.items[0].json).not.toHaveProperty('error');
	});

	test.each([
		['nothing', null],
		['text', 'Session expired'],
		['an empty list', []],
		['a list', [{ a: 1 }, 'two']],
		['an empty object', {}],
		['an error', { error: 'Session expired' }],
	])('an output of %s is no profile, and the task is named', async (_name, output) => {
		stage.sandbox.set({ failTasks: { status: 'completed', output } });
		const run = await getProfile({});
		expect(run.items).toEqual([]);
		expect(run.error?.message).toMatch(
			/^OutX completed task [-\da-f]{36} with an unexpected result/,
		);
	});
});
