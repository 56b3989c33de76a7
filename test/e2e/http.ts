import { request } from 'undici';

/** Posts JSON to whoever answers with JSON. */
export async function postJson(
	url: string,
	body: unknown,
	headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
	const answer = await request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	return { status: answer.statusCode, body: await answer.body.json() };
}

/** Reads JSON. */
export async function getJson(url: string, headers: Record<string, string> = {}): Promise<unknown> {
	const { body } = await request(url, { headers });
	return await body.json();
}
