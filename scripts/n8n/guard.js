// @ts-check
'use strict';

/*
 * Loaded into n8n's process: when whoever started it is gone without having stopped it, nobody would ever stop it.
 */
const { setInterval } = require('node:timers');

const parent = process.ppid;
setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 2000).unref();
