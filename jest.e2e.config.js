'use strict';

/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test/e2e'],
	globalSetup: '<rootDir>/test/e2e/setup.js',
	transform: {},
	// One n8n at a time is enough for a small computer.
	maxWorkers: 1,
	// A start, a wait that n8n keeps in its database, and some patience.
	testTimeout: 180_000,
};
