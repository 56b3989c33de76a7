const OWNER = {
	email: 'owner@example.com',
	password: 'Sandbox-only-1',
	firstName: 'Olive',
	lastName: 'Owner',
};

/** @typedef {Record<string, any>} Json */

class HttpError extends Error {
	/** @param {string} request @param {number} status @param {string} said */
	constructor(request, status, said) {
		super(`${request}: ${status} ${said}`);
		this.status = status;
	}
}

/** n8n's own API, the one that the editor uses, as its owner. */
class Client {
	/** @param {string} url */
	constructor(url) {
		this.url = url.replace(/\/$/, '');
		this.cookie = '';
	}

	/**
	 * @param {string} method
	 * @param {string} path below /rest
	 * @param {unknown} [body]
	 * @returns {Promise<any>}
	 */
	async api(method, path, body) {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: {
				cookie: this.cookie,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		const [cookie] = response.headers
			.getSetCookie()
			.filter((each) => each.startsWith('n8n-auth=') && !each.startsWith('n8n-auth=;'));
		if (cookie) this.cookie = cookie.split(';', 1)[0];
		if (!response.ok) {
			const said = parsed(text)?.message ?? text.slice(0, 200);
			throw new HttpError(`${method} /rest${path}`, response.status, said);
		}
		const json = parsed(text);
		return json && 'data' in json ? json.data : json;
	}

	/** Becomes the owner: sets the account up on a fresh server, logs in on one that has it. */
	async login() {
		const { userManagement } = await this.api('GET', '/settings');
		if (userManagement.showSetupOnFirstLoad) await this.api('POST', '/owner/setup', OWNER);
		else {
			const { email, password } = OWNER;
			await this.api('POST', '/login', { emailOrLdapLoginId: email, password });
		}
	}

	/** Makes the credential, or gives the one of this name new data. @param {string} name @param {string} type @param {Json} data */
	async importCredential(name, type, data) {
		const known = await this.api('GET', '/credentials');
		const credential = known.find((/** @type {Json} */ each) => each.name === name);
		if (credential) return this.api('PATCH', `/credentials/${credential.id}`, { name, type, data });
		return this.api('POST', '/credentials', { name, type, data });
	}

	/** What the Test button says: status `OK` or `Error`, and a message. @param {string} id */
	async testCredential(id) {
		const { name, type, data } = await this.api('GET', `/credentials/${id}?includeData=true`);
		return this.api('POST', '/credentials/test', { credentials: { id, name, type, data } });
	}
}

/** @param {string} text @returns {Json | undefined} */
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export { Client, HttpError, OWNER };
