/*
 * Stands between n8n and the sandbox and can hold an answer back: the sandbox has done what was asked, and n8n does not
 * know it yet. That is the moment in which a crash hurts most.
 */
import fastify from 'fastify';
import { request as send } from 'undici';

type Gate = Awaited<ReturnType<typeof startGate>>;
type Headers = Record<string, string | string[] | undefined>;

/** What each connection has to say for itself. */
const OF_THE_CONNECTION = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

const passedOn = (headers: Headers) =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name)));

/** Holds the answers to the next requests whose path begins so, or whose body contains this. */
class Hold {
	readonly reached: Promise<void>;
	readonly released: Promise<void>;
	release: () => void = () => {};
	private caughtAll: () => void = () => {};

	constructor(
		private readonly part: string,
		private left: number,
	) {
		this.reached = new Promise((resolve) => (this.caughtAll = resolve));
		this.released = new Promise((resolve) => (this.release = resolve));
	}

	wants(path: string, body: string) {
		return this.left > 0 && (path.startsWith(this.part) || body.includes(this.part));
	}

	catchOne() {
		this.left--;
		if (this.left === 0) this.caughtAll();
		return this.released;
	}
}

async function startGate(target: string) {
	const holds: Hold[] = [];
	const server = fastify({ forceCloseConnections: true });
	server.removeAllContentTypeParsers();
	server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body);
	});
	server.all('/*', async ({ method, url: path, headers, body }, reply) => {
		const sent = Buffer.isBuffer(body) ? body : undefined;
		try {
			const answer = await send(target + path, { method, headers: passedOn(headers), body: sent });
			const content = await answer.body.arrayBuffer();
			await holds.find((hold) => hold.wants(path, sent?.toString() ?? ''))?.catchOne();
			return await reply
				.code(answer.statusCode)
				.headers(passedOn(answer.headers))
				.send(Buffer.from(content));
		} catch {
			return reply.hijack().raw.destroy();
		}
	});

	return {
		url: await server.listen({ port: 0, host: '127.0.0.1' }),
		holdAnswers(part: string, times = 1): Pick<Hold, 'reached' | 'release'> {
			const hold = new Hold(part, times);
			holds.push(hold);
			return hold;
		},
		close: () => server.close(),
	};
}

export { startGate, type Gate };
