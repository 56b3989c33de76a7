import { startSandbox } from '../../sandbox';

/** A sandbox where nothing takes time, and how the tests talk to it. */
async function startClient(switches = {}, options = {}) {
	const sandbox = await startSandbox({
		switches: { taskDelayMs: 0, pickUpMs: 0, firstScanMs: 0, ...switches },
		...options,
	});

	async function call(method, path, body, { key = 'outx_sandbox_key', headers = {} } = {}) {
		const response = await fetch(sandbox.url + path, {
			method,
			redirect: 'manual',
			headers: {
				...(key === null ? {} : { 'x-api-key': key }),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		let json;
		try {
			json = JSON.parse(text);
		} catch {
			json = undefined;
		}
		return { status: response.status, headers: response.headers, text, json };
	}

	const agent = (path, body = {}) => call('POST', `/linkedin-agent/${path}`, body);
	const status = (id) => call('GET', `/linkedin-agent/get-task-status?api_agent_task_id=${id}`);
	const run = async (path, body) => {
		const { json } = await agent(path, body);
		return (await status(json.api_agent_task_id)).json.data;
	};
	const network = (action, params, account_id = 'acc_sandbox') =>
		call('POST', '/v2/network', { account_id, action, params }, { key: 'linkup_sandbox_key' });

	return { sandbox, call, agent, status, run, network };
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export { startClient, wait };
