/*
 * npm run lint              n8n's rules for what is published, ours for the rest, in one run of n8n's own command
 * npm run lint -- --fix     fixes what can be fixed
 */
import { lint } from './test/lint';

async function main() {
	const { passed, output } = await lint(process.argv.slice(2));
	console.log(output);
	if (!passed) process.exitCode = 1;
}

void main();
