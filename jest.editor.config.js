'use strict';

/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test/editor'],
	// One n8n and one browser for all of them.
	globalSetup: '<rootDir>/test/editor/setup.js',
	globalTeardown: '<rootDir>/test/editor/teardown.js',
	// The pictures show n8n 2.
	testPathIgnorePatterns: process.env.N8N_MAJOR === '1' ? ['/pictures'] : [],
	transform: {},
	maxWorkers: 1,
	testTimeout: 90_000,
};
