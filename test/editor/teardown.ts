export default async function teardown() {
	const { sandbox, server } = globalThis.outxEditor ?? {};
	await server?.stop();
	await sandbox?.close();
}
