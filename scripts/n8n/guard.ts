/*
 * Loaded into n8n's process: when the process that started it is gone without having stopped it, nobody would ever stop
 * it. No import: Node.js runs this as it is, and an import would make it guess what kind of module this is.
 */
const parent = process.ppid;
setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 2000).unref();
