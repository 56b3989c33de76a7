import { request } from 'undici';
import { z } from 'zod';
import type { Sandbox } from '../../sandbox';
import type { Client } from './client';
import { CAMPAIGN_COLUMNS, DataTables } from './dataTables';

const CAMPAIGN_PEOPLE = 40;

const watchlists = z.object({
	watchlists: z.array(z.object({ id: z.string(), name: z.string() })).nonempty(),
});

/** What the user would choose, by the name of the parameter. */
export type Choices = Record<string, { value: string; name: string }>;

/** What the examples need to run at once next to the sandbox: a watchlist, and a table of people to invite. */
export async function chooseIn(sandbox: Sandbox, n8n: Client): Promise<Choices> {
	const { body } = await request(`${sandbox.url}/sandbox/watchlists`);
	const [watchlist] = watchlists.parse(await body.json()).watchlists;
	const people = sandbox.world.strangers.slice(0, CAMPAIGN_PEOPLE).map(({ slug }) => ({
		linkedin_url: `https://www.linkedin.com/in/${slug}/`,
		status: 'new',
	}));
	const table = await new DataTables(n8n).ensure('Campaign', CAMPAIGN_COLUMNS, people);
	return {
		watchlist: { value: watchlist.id, name: watchlist.name },
		dataTableId: { value: table.id, name: table.name },
	};
}
