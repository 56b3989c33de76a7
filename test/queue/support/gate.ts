/*
 * Stands between n8n and the sandbox and can hold an answer back: the sandbox has done what was asked, and n8n does not
 * know it yet. That is the moment in which a crash hurts most.
 */
import http from 'node:http';
import { once } from 'node:events';

async function startGate(target) {
	const holds = new Set();
	const { hostname, port } = new URL(target);

	const server = http.createServer((request, response) => {
		const chunks = [];
		request.on('data', (chunk) => chunks.push(chunk));
		request.on('end', async () => {
			try {
				const body = Buffer.concat(chunks);
				const { method, url: path, headers } = request;
				const forwarded = http.request({ hostname, port, method, path, headers }).end(body);
				const [answer] = await once(forwarded, 'response');
				const content = Buffer.concat(await answer.toArray());
				const hold = [...holds].find(
					({ part }) => path.startsWith(part) || `${body}`.includes(part),
				);
				if (hold) {
					hold.left--;
					if (hold.left === 0) {
						holds.delete(hold);
						hold.caught();
					}
					await hold.released;
				}
				response.writeHead(answer.statusCode, answer.headers).end(content);
			} catch {
				response.destroy();
			}
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');

	return {
		url: `http://127.0.0.1:${server.address().port}`,
		/** Holds the answers to the next requests whose path begins so, or whose body contains this. */
		holdAnswers(part, times = 1) {
			const hold = { part, left: times };
			const reached = new Promise((resolve) => (hold.caught = resolve));
			hold.released = new Promise((resolve) => (hold.release = resolve));
			holds.add(hold);
			return { reached, release: hold.release };
		},
		async close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

export { startGate };
