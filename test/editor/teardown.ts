'use strict';

module.exports = async function teardown() {
	const { sandbox, server } = globalThis.outxEditor ?? {};
	await server?.stop();
	await sandbox?.close();
};
