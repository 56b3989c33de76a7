/*
 * npm run publisher    writes the author and the repository of package.json wherever else they are named
 */
import { outdatedFiles, readPublisher, writeFile } from './publisher/files';

const { name, email, owner, repository } = readPublisher();
const files = outdatedFiles();
files.forEach(writeFile);
console.log(`${name} <${email}>, https://github.com/${owner}/${repository}`);
for (const { file } of files) console.log(`changed ${file}`);
