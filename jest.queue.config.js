'use strict';

/** Real n8n servers in queue mode: npm run test:queue. @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test/queue'],
	globalSetup: '<rootDir>/test/queue/support/setup.js',
	// Seconds to start, a quarter of a minute until n8n notices that a worker is gone.
	testTimeout: 180_000,
	// Two clusters at once would be slower than one after the other.
	maxWorkers: 1,
	transform: {},
};
