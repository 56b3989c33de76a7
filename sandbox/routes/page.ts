import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { snapshot } from '../snapshot';
import type { State } from '../state';

const NOT_MORE_OFTEN_THAN_MS = 200;

const read = (name: string) => readFileSync(join(__dirname, '..', 'page', name), 'utf8');

/** One file for the browser, three for whoever edits it. */
const assemblePage = () =>
	read('index.html')
		.replace('/* page.css */', () => read('page.css'))
		.replace('/* page.js */', () => read('page.js'));

export function addPageRoutes(app: FastifyInstance, state: State) {
	app.get('/', (_request, reply) => {
		reply.type('text/html; charset=utf-8');
		reply.header(
			'content-security-policy',
			"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:",
		);
		return assemblePage();
	});

	app.get('/sandbox/events', (request, reply) => {
		reply.hijack();
		const stream = reply.raw;
		stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		const send = () => stream.write(`data: ${JSON.stringify(snapshot(state))}\n\n`);
		let timer: NodeJS.Timeout | undefined;
		const sendSoon = () => {
			timer ??= setTimeout(() => {
				timer = undefined;
				send();
			}, NOT_MORE_OFTEN_THAN_MS).unref();
		};
		send();
		const watch = setInterval(() => {
			state.catchUp();
		}, 1000).unref();
		state.listeners.add(sendSoon);
		request.raw.once('close', () => {
			clearTimeout(timer);
			clearInterval(watch);
			state.listeners.delete(sendSoon);
		});
	});
}
