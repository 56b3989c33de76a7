// @ts-check
'use strict';

const { isBuilt, build } = require('./build');
const { isInstalled, install } = require('./install');
const { oneAtATime } = require('./turn');

const STEPS = [
	{ isDone: isInstalled, work: install },
	{ isDone: isBuilt, work: build },
];

/** Installs and builds what is missing or out of date; two commands that start together do not do it twice. */
async function setUp() {
	if (STEPS.every(({ isDone }) => isDone())) return;
	await oneAtATime(async () => {
		for (const { isDone, work } of STEPS) if (!isDone()) await work();
	});
}

module.exports = { setUp };
