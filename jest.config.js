'use strict';

/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test'],
	// These start real n8n servers and browsers, and have commands of their own.
	testPathIgnorePatterns: ['<rootDir>/test/(e2e|queue|editor)/'],
	// They mostly wait for time to pass, so more of them run at once than there are processors.
	maxWorkers: 4,
	// The tests are what Node.js runs anyway.
	transform: {},
};
