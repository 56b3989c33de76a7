/*
 * Loaded into n8n's process: if the process that started it ended without stopping it, it would run forever. No import:
 * Node.js runs this as it is, and an import would make it guess the kind of module.
 */
const parent = process.ppid;
setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 2000).unref();
