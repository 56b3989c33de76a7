import net from 'node:net';

const isTaken = (error: NodeJS.ErrnoException) =>
	error.code === 'EADDRINUSE' || error.code === 'EACCES';

function tryPort(port: number) {
	return new Promise<number | undefined>((resolve, reject) => {
		const server = net.createServer();
		server.once('error', (error) => {
			if (isTaken(error)) resolve(undefined);
			else reject(error);
		});
		server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
			const address = server.address();
			const found = typeof address === 'object' ? address?.port : undefined;
			server.close(() => {
				resolve(found);
			});
		});
	});
}

/** A free port on loopback: the wanted one or the next that is free; any, when none is wanted. */
export async function freePort(wanted = 0) {
	for (let port = wanted; port <= wanted + 50; port++) {
		const free = await tryPort(port);
		if (free !== undefined) return free;
	}
	throw new Error(`The ports from ${wanted} to ${wanted + 50} are all in use`);
}
