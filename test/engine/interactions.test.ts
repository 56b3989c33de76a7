import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { objectOf, textOf } from '../support/json';
import { like } from '../support/like';
import { setUpStage } from './stage';
import { jsonOf, picked, WatchlistSandbox } from './watchlistSandbox';

const stage = setUpStage();
const lists = new WatchlistSandbox(stage);

describe('Interaction → Get Many', () => {
	const getMany = async (parameters: INodeParameters) =>
		jsonOf(
			await lists.works('interaction.getAll', {
				watchlist: picked((await lists.ofKind('keyword')).id),
				returnAll: true,
				...parameters,
			}),
		);

	test('every one once, over several pages', async () => {
		await lists.grow('interactions', { count: 120 });
		const found = await getMany({});
		expect(new Set(found.map(({ id }) => id)).size).toBe(154);
		expect(found).toHaveLength(154);
		expect(found[0]).toMatchObject({
			interaction_type: like.pattern(/like|comment/),
			author: { id: like.any(String) },
			post: { id: like.any(String) },
		});
		stage.sandbox.requests.length = 0;
		expect(await getMany({ returnAll: false, limit: 12 })).toEqual(found.slice(0, 12));
		expect(lists.last().query).toMatchObject({ page: '1', page_size: '12' });
		expect(await getMany({ options: { page: 2 } })).toEqual(found.slice(100));
	});

	const actorOf = ({ author }: IDataObject) => textOf(objectOf(author).id);

	test('by type and by person', async () => {
		const every = await getMany({});
		for (const type of ['like', 'comment']) {
			const found = await getMany({ filters: { interaction_type: type } });
			expect(lists.last().query.interaction_type).toBe(type);
			expect(found).toEqual(every.filter(({ interaction_type }) => interaction_type === type));
			expect(found.length).toBeGreaterThan(0);
		}
		const actors = [...new Set(every.map(actorOf))].slice(0, 2);
		const found = await getMany({ filters: { actor_ids: ` ${actors.join(' , ')} ` } });
		expect(lists.last().query.actor_ids).toBe(actors.join(','));
		expect(found).toEqual(every.filter((each) => actors.includes(actorOf(each))));
		expect(found.length).toBeLessThan(every.length);
	});
});

test('Team → Get: the plan as OutX describes it', async () => {
	const run = await lists.works('team.get', {});
	expect(lists.last()).toMatchObject({ method: 'GET', path: '/api-team', query: {} });
	expect(run.items).toEqual([
		{
			json: like.object({
				plan: like.any(Object),
				limits: like.any(Object),
				usage: like.any(Object),
			}),
			pairedItem: { item: 0 },
		},
	]);
});
