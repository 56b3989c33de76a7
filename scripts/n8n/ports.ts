import net from 'node:net';

/** @param {number} port @returns {Promise<number | undefined>} */
function tryPort(port) {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', (error) => {
			const { code } = /** @type {NodeJS.ErrnoException} */ error;
			if (code === 'EADDRINUSE' || code === 'EACCES') resolve(undefined);
			else reject(error);
		});
		server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
			const { port } = /** @type {net.AddressInfo} */ server.address();
			server.close(() => resolve(port));
		});
	});
}

/** A free port on loopback: the wanted one or the next that is free; any, when none is wanted. @param {number} [wanted] */
async function freePort(wanted = 0) {
	for (let port = wanted; port <= wanted + 50; port++) {
		const free = await tryPort(port);
		if (free !== undefined) return free;
	}
	throw new Error(`The ports from ${wanted} to ${wanted + 50} are all in use`);
}

export { freePort };
