// The rules for TypeScript that is not published: typescript-eslint's strictest, with types. n8n's own rules, in the
// root's untouched config, are for nodes/ and credentials/.
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig(
	{ ignores: ['**/*.js', '**/*.mjs'] },
	tseslint.configs.strictTypeChecked,
	{
		languageOptions: { parserOptions: { project: 'tsconfig.tools.json', tsconfigRootDir: root } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			// Numbers in messages read well as they are.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// The usual way to leave a property out.
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
		},
	},
);
