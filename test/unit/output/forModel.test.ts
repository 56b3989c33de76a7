import { forModel } from '../../../nodes/shared/output/forModel';

test.each([
	['images', { name: 'Ann', profile_image_url: 'https://x/y.jpg', logo: 'https://x/z.png' }],
	['what is empty', { name: 'Ann', note: null, about: '', skills: [] }],
])('leaves out %s', (_what, result) => {
	expect(forModel(result)).toEqual({ name: 'Ann' });
});

test('keeps numbers, false, and lists, and looks into objects', () => {
	const author = { name: 'Ann', picture: 'https://x/y.jpg' };
	expect(forModel({ likes: 0, saved: false, tags: ['a'], author })).toEqual({
		likes: 0,
		saved: false,
		tags: ['a'],
		author: { name: 'Ann' },
	});
});
