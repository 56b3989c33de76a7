'use strict';

const fs = require('node:fs');
const path = require('node:path');

// The JavaScript of npm itself, so that it runs on any Node.js and without a shell.
function npmScript() {
	const { npm_execpath: running = '', PATH = '' } = process.env;
	const besideNode = path.dirname(process.execPath);
	const inModules = path.join('node_modules', 'npm', 'bin', 'npm-cli.js');
	const found = [
		path.basename(running) === 'npm-cli.js' ? running : '',
		path.join(besideNode, inModules),
		path.join(besideNode, '..', 'lib', inModules),
		...PATH.split(path.delimiter).map((folder) => path.join(folder, 'npm')),
	].find((file) => file !== '' && fs.existsSync(file));
	if (found === undefined)
		throw new Error('npm was not found. It comes with Node.js: check your PATH');
	return fs.realpathSync(found);
}

module.exports = { npmScript };
