import { read, sources } from './published';

test.each(sources.filter((file) => file.endsWith('.ts')))('%s switches no check off', (file) => {
	expect(read(file)).not.toMatch(/eslint-disable|@ts-(ignore|expect-error|nocheck)/);
	expect(read(file)).not.toMatch(/\bas any\b|: any\b|<any>|any\[\]/);
	expect(read(file)).not.toMatch(/prettier-ignore|istanbul ignore/);
});
