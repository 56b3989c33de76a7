import { z } from 'zod';
import type { Client } from './client';

const project = z.object({ id: z.string() });
const table = z.object({ id: z.string(), name: z.string() });
const tables = z.object({ data: z.array(table) });
const rows = z.object({ data: z.array(z.object({ id: z.number() }).passthrough()) });

/** The table that the example campaign uses. */
export const CAMPAIGN_COLUMNS = ['linkedin_url', 'status', 'first_name', 'member_id', 'note'];

export type Row = Record<string, string>;

/** The owner's data tables, with columns of text. */
export class DataTables {
	constructor(private readonly client: Client) {}

	private async path(rest = '') {
		const { id } = project.parse(await this.client.api('GET', '/projects/personal'));
		return `/projects/${id}/data-tables${rest}`;
	}

	/** Makes a table with these rows. One that is there is left as it is. */
	async ensure(name: string, columns: readonly string[], data: readonly Row[]) {
		const { data: known } = tables.parse(await this.client.api('GET', await this.path()));
		const found = known.find((each) => each.name === name);
		if (found) return found;
		const made = table.parse(
			await this.client.api('POST', await this.path(), {
				name,
				columns: columns.map((column) => ({ name: column, type: 'string' })),
			}),
		);
		const body = { data, returnType: 'count' };
		await this.client.api('POST', await this.path(`/${made.id}/insert`), body);
		return made;
	}

	async rows(id: string) {
		const answer = await this.client.api('GET', await this.path(`/${id}/rows?take=250`));
		return rows.parse(answer).data;
	}

	/** Changes the rows in which a column has this value. */
	async update(id: string, [columnName, value]: [string, string], data: Row) {
		const filter = { type: 'and', filters: [{ columnName, condition: 'eq', value }] };
		await this.client.api('PATCH', await this.path(`/${id}/rows`), { filter, data });
	}
}
