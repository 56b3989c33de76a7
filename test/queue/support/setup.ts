'use strict';

/*
 * Before the first test, and without a time limit: what is not on this computer yet is installed.
 */
const { ensureN8n, MAJORS } = require('../../../scripts/n8n/ensure');
const { ensureServices } = require('./services');

module.exports = async () => {
	await ensureServices();
	for (const major of MAJORS) await ensureN8n(major);
};
