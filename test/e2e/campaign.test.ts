/* The example campaign on simulated days: a table of forty people, and what reached LinkedIn on each day. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { CAMPAIGN_COLUMNS, DataTables } from '../../scripts/n8n/dataTables';
import { itemsOf } from '../../scripts/n8n/workflows';
import { example } from './example';
import { memberOf, onEachN8n, succeeded } from './stage';

const DAY_MS = 24 * 3_600_000;
const NO_DELAY = { 'options.delay.seconds': { from: 0, to: 0 } };
const NOBODY = 'https://www.linkedin.com/in/nobody-at-all-000/';

/** The next Monday. At three in the afternoon in UTC it is the same day in n8n's time zone, New York. */
function nextMonday() {
	const today = new Date();
	const daysLeft = (8 - today.getUTCDay()) % 7 || 7;
	return new Date(today.getTime() + daysLeft * DAY_MS).setUTCHours(15, 0, 0, 0);
}

onEachN8n(
	(stage) => {
		const START = nextMonday();
		const dayOf = (nth: number) => new Date(START + nth * DAY_MS).toISOString().slice(0, 10);
		const moveToDay = (nth: number) => stage.moveTo(START + nth * DAY_MS);

		async function tableOf(addresses: string[]) {
			const tables = new DataTables(stage.server);
			const rows = addresses.map((linkedin_url) => ({ linkedin_url, status: 'new' }));
			const { id } = await tables.ensure('Campaign', CAMPAIGN_COLUMNS, rows);
			return {
				id,
				mark: (linkedin_url: string, status: string) =>
					tables.update(id, ['linkedin_url', linkedin_url], { status }),
				async statuses() {
					const counts = new Map<string, number>();
					for (const { status } of await tables.rows(id)) {
						counts.set(String(status), (counts.get(String(status)) ?? 0) + 1);
					}
					return Object.fromEntries(counts);
				},
			};
		}

		/** An example that uses this table and sends without delay. */
		async function importFor(table: string, file: string, change: Record<string, INodeParameters>) {
			const flow = example(file, { change });
			for (const { type, parameters } of flow.nodes) {
				if (type !== 'n8n-nodes-base.dataTable') continue;
				parameters.dataTableId = { __rl: true, mode: 'list', value: table };
			}
			const { id } = await stage.server.importWorkflow(flow);
			return id;
		}

		const run = async (id: string, trigger: string) => {
			const execution = await stage.runAgain(id, { trigger });
			succeeded(execution);
			return execution;
		};

		/** What the trigger returns next time. */
		const pin = (id: string, items: IDataObject[]) =>
			stage.server.api('PATCH', `/workflows/${id}`, {
				pinData: { 'New connection': items.map((json) => ({ json })) },
			});

		/** How much reached LinkedIn on a day. */
		function sentOn(nth: number) {
			const counts = new Map(Object.entries(stage.sandbox.ledger.by_day)).get(dayOf(nth));
			return [counts?.connection_requests ?? 0, counts?.messages ?? 0];
		}

		test('a campaign contacts forty people within its limits, and nobody twice', async () => {
			stage.reset({ taskDelayMs: 0, pickUpMs: 0 });
			await moveToDay(0);
			const people = stage.sandbox.world.strangers.slice(0, 39);
			const addressOf = ({ slug }: { slug: string }) => `https://www.linkedin.com/in/${slug}/`;
			const table = await tableOf([NOBODY, ...people.map(addressOf)]);

			// n8n 2 evaluates expressions in a place with a clock of its own, so the day is the trigger's.
			const today = "DateTime.fromISO($('Weekdays at 9').first().json.timestamp)";
			const warmUp = `6 + 2 * Math.floor(${today}.diff(DateTime.fromISO('${dayOf(0)}')).as('days'))`;
			const invite = await importFor(table.id, 'campaign-invite.json', {
				Limits: {
					'assignments.assignments': [
						{ id: '1', name: 'per_day', value: `={{ ${warmUp} }}`, type: 'number' },
						{ id: '2', name: 'per_week', value: 25, type: 'number' },
					],
				},
				Invite: NO_DELAY,
			});
			const message = await importFor(table.id, 'campaign-message.json', {
				'Send a message': { ...NO_DELAY, 'options.limitPerDay': 2 },
			});
			const accept = async (accepted: typeof people) => {
				for (const person of accepted) stage.sandbox.invitations.accept(person);
				const cards = [stage.sandbox.world.connections[50], ...accepted];
				await pin(
					message,
					cards.map(({ id }) => ({ entity_urn: `urn:li:fsd_profile:${id}` })),
				);
				await run(message, 'New connection');
			};

			// Monday: six are looked up. One does not exist, and one said no before.
			await table.mark(addressOf(people[4]), 'stop');
			await run(invite, 'Weekdays at 9');
			expect(sentOn(0)).toEqual([5, 0]);
			expect(await table.statuses()).toEqual({ failed: 1, invited: 5, new: 33, stop: 1 });

			// Tuesday: the limit has grown to eight, and a second run on the same day sends nothing.
			await moveToDay(1);
			await run(invite, 'Weekdays at 9');
			await run(invite, 'Weekdays at 9');
			expect(sentOn(1)).toEqual([8, 0]);

			// Wednesday: four accept. One of them is marked, and two are the limit.
			await moveToDay(2);
			await run(invite, 'Weekdays at 9');
			await table.mark(addressOf(people[0]), 'stop');
			await accept(people.slice(0, 4));
			expect(sentOn(2)).toEqual([10, 2]);
			expect(await table.statuses()).toMatchObject({ accepted: 1, messaged: 2, stop: 2 });

			// Thursday: the week has room for two. The schedule sends the message that is left.
			await moveToDay(3);
			await run(invite, 'Weekdays at 9');
			await run(message, 'Weekdays at 10');
			expect(sentOn(3)).toEqual([2, 1]);

			// Friday: nothing is left of the week.
			await moveToDay(4);
			const friday = await run(invite, 'Weekdays at 9');
			expect(itemsOf(friday, 'Wait for the request', 3)[0]).toMatchObject({
				limit: 25,
				per: 'week',
			});
			expect(sentOn(4)).toEqual([0, 0]);

			// The next Monday: the rest, from a limit of twenty. Everybody else accepts, and nobody is contacted again.
			await moveToDay(7);
			await run(invite, 'Weekdays at 9');
			expect(sentOn(7)).toEqual([13, 0]);
			await accept(people.slice(0, 8));
			expect(sentOn(7)).toEqual([13, 2]);
			expect(await table.statuses()).toEqual({
				accepted: 1,
				failed: 1,
				invited: 31,
				messaged: 5,
				stop: 2,
			});

			const { ledger } = stage.sandbox;
			const reached = new Map(Object.entries(ledger.by_recipient));
			const countsOf = (kind: 'connection_requests' | 'messages') =>
				people.map(({ id }) => reached.get(memberOf(id))?.[kind] ?? 0);
			const asked = people.map((_, nth) => (nth === 4 ? 0 : 1));
			expect(countsOf('connection_requests')).toEqual(asked);
			expect(countsOf('messages').slice(0, 5)).toEqual([0, 1, 1, 1, 0]);
			expect(Math.max(...countsOf('messages'))).toBe(1);
			expect(reached.size).toBe(38);
			expect([ledger.connection_requests.length, ledger.messages.length]).toEqual([38, 5]);
		});
	},
	{ moves: true },
);
