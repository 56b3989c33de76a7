import { request } from 'undici';
import { z } from 'zod';
import { credential, credentialTest, settings } from './answers';

export const OWNER = {
	email: 'owner@example.com',
	password: 'Sandbox-only-1',
	firstName: 'Olive',
	lastName: 'Owner',
};

const answer = z.object({ data: z.unknown() });
const refusal = z.object({ message: z.string() });

/** n8n's own API, the one that the editor uses, as its owner. */
export class Client {
	readonly url: string;
	cookie = '';

	constructor(url: string) {
		this.url = url.replace(/\/$/, '');
	}

	/** Asks n8n and returns its answer's data. The path is below /rest. */
	async api(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) {
		const {
			statusCode,
			headers,
			body: content,
		} = await request(`${this.url}/rest${path}`, {
			method,
			headers: {
				cookie: this.cookie,
				...(body && { 'content-type': 'application/json' }),
			},
			body: body && JSON.stringify(body),
		});
		const text = await content.text();
		const cookie = [headers['set-cookie'] ?? []]
			.flat()
			.find((each) => /^n8n-auth=[^;]/.test(each))
			?.split(';', 1)[0];
		this.cookie = cookie ?? this.cookie;
		const json = parsed(text);
		if (statusCode >= 400) {
			const message = refusal.safeParse(json).data?.message ?? text.slice(0, 200);
			throw new Error(`${method} /rest${path}: ${statusCode} ${message}`);
		}
		return answer.safeParse(json).data?.data;
	}

	/** Becomes the owner: sets the account up on a new server, logs in on one that has it. */
	async login() {
		const { userManagement } = settings.parse(await this.api('GET', '/settings'));
		if (userManagement.showSetupOnFirstLoad) await this.api('POST', '/owner/setup', OWNER);
		else {
			const { email, password } = OWNER;
			await this.api('POST', '/login', { emailOrLdapLoginId: email, password });
		}
	}

	async credentials() {
		return z.array(credential).parse(await this.api('GET', '/credentials'));
	}

	async deleteCredential(id: string) {
		await this.api('DELETE', `/credentials/${id}`);
	}

	/** Makes the credential, or gives the one of this name new data. */
	async importCredential(name: string, type: string, data: Record<string, unknown>) {
		const known = (await this.credentials()).find((each) => each.name === name);
		const body = { name, type, data };
		return credential.parse(
			await (known
				? this.api('PATCH', `/credentials/${known.id}`, body)
				: this.api('POST', '/credentials', body)),
		);
	}

	/** What the Test button says: status `OK` or `Error`, and a message. */
	async testCredential(id: string) {
		const stored = credential.parse(await this.api('GET', `/credentials/${id}?includeData=true`));
		return credentialTest.parse(
			await this.api('POST', '/credentials/test', { credentials: stored }),
		);
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
