'use strict';

/*
 * The build of both packages. The compiler makes the JavaScript; icons and output schemas are put beside it here, and
 * nothing else: `n8n-node build` would also take every picture of the documentation into the package.
 */
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { dest, parallel, series, src } = require('gulp');

const PACKAGES = ['.', 'companion/n8n-nodes-linkup-network'];
const TSC = require.resolve('typescript/bin/tsc');

function run(script, args, cwd) {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [script, ...args], { cwd, stdio: 'inherit' });
		child.on('error', reject);
		child.on('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`${path.basename(script)} ended with ${code}`)),
		);
	});
}

function build(folder) {
	const root = path.join(__dirname, folder);
	const dist = path.join(root, 'dist');

	const clean = () => fs.promises.rm(dist, { recursive: true, force: true });
	const compile = () => run(TSC, ['-p', root], root);
	const copy = () =>
		src(['{nodes,credentials}/**/*.svg', 'nodes/**/__schema__/**/*.json'], {
			cwd: root,
			base: root,
		}).pipe(dest(dist));

	const name = path.basename(root);
	clean.displayName = `clean ${name}`;
	compile.displayName = `compile ${name}`;
	copy.displayName = `icons and schemas ${name}`;
	return series(clean, parallel(compile, copy));
}

exports.build = parallel(...PACKAGES.map(build));
exports.default = exports.build;
