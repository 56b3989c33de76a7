import { accessFor } from '../../../nodes/shared/api/access';

describe('the credential of a run', () => {
	const owner = (read: () => Promise<{ apiKey: string; baseUrl: string }>) => {
		const getCredentials = jest.fn(read);
		return { getCredentials };
	};
	const fine = { apiKey: 'a_key', baseUrl: 'https://api.outx.example' };
	afterEach(() => jest.restoreAllMocks());

	test('is read once for requests side by side, and again after a while', async () => {
		const now = jest.spyOn(Date, 'now').mockReturnValue(5000);
		const run = owner(() => Promise.resolve(fine));
		const reads = () => run.getCredentials.mock.calls.length;
		await Promise.all([accessFor(run, '/a'), accessFor(run, '/b')]);
		expect(await accessFor(run, '/c')).toEqual({
			key: 'a_key',
			url: 'https://api.outx.example/c',
		});
		expect(reads()).toBe(1);
		now.mockReturnValue(6000);
		await accessFor(run, '/d');
		expect(reads()).toBe(2);
	});

	test('is another one in another run', async () => {
		const others = [owner(() => Promise.resolve(fine)), owner(() => Promise.resolve(fine))];
		for (const other of others) await accessFor(other, '/a');
		expect(others.map(({ getCredentials }) => getCredentials.mock.calls.length)).toEqual([1, 1]);
	});

	test('is read again after it could not be read', async () => {
		const answers = [() => Promise.reject(new Error('locked')), () => Promise.resolve(fine)];
		const run = owner(() => (answers.shift() ?? answers[0])());
		expect(await accessFor(run, '/a')).toEqual({
			wrong: 'The OutX credential cannot be read: locked',
		});
		expect(await accessFor(run, '/a')).toHaveProperty('key', 'a_key');
	});
});
