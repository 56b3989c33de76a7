'use strict';

/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test'],
	// These start real n8n servers and browsers, and have commands of their own.
	testPathIgnorePatterns: ['<rootDir>/test/(e2e|queue|editor)/'],
	// The tests are what Node.js runs anyway.
	transform: {},
};
