/* The animated picture of the README: a workflow at work. */
import { setUpEditor, type NodeToShow } from './editor';
import { Film } from './film';
import {
	after,
	columns,
	link,
	message,
	newest,
	START,
	start,
	SWITCHES,
	waitForTask,
} from './flows';

const editor = setUpEditor();
const SIZE = { width: 1200, height: 640 };
const MOST_BYTES = 2_000_000;
const WITH_ROW = { includeInputFields: true };

beforeAll(() => editor.sandbox('PATCH', '/sandbox/switches', SWITCHES));
afterAll(() => editor.sandbox('POST', '/sandbox/reset', {}));

test('a workflow at work, from the first click to what became of each message', async () => {
	const page = await editor.newPage(SIZE, 2);
	const person = { Person: '{{ $json.name }}', Headline: '{{ $json.headline }}' };
	const sent = columns('Sent', { ...person, Status: '{{ $json.status }}' }, [1000, -225]);
	const failed = columns('Not sent', { ...person, Reason: '{{ $json.reason }}' }, [1000, -75]);
	const rest = ['Wait longer', 'Nothing to do'];
	const wait = waitForTask(60, [720, 0], WITH_ROW);
	await editor.show(
		[
			start([0, 0]),
			newest(6, [240, 0], 'er'),
			message([480, 0], WITH_ROW),
			wait,
			sent,
			failed,
			...rest.map((name, index) => after(name, [1000, 75 + 150 * index])),
		],
		link(
			[START, 'Newest connections', 'Send a message', wait.name],
			[sent.name, failed.name, ...rest],
		),
		page,
		'Message new connections',
	);
	const film = new Film(page);
	await film.begin({ x: 900, y: 150 });
	await film.show(1200);
	const execute = page.getByTestId('execute-workflow-button').first();
	await film.moveTo(execute);
	await execute.click();
	const told = page.getByText(/executed successfully/);
	await film.showUntil(told, 400);
	await told.waitFor({ state: 'hidden' });
	await film.show(1800);

	const open = async (node: NodeToShow) => {
		await film.moveTo(page.locator(`[data-id="${node.id}"]`));
		await editor.openPanel(node, page);
		await film.show(3000);
	};
	await open(sent);
	await editor.closePanel(page);
	await open(failed);
	expect(await page.getByText('Not a connection').count()).toBeGreaterThan(0);

	expect(film.seconds).toBeGreaterThan(8);
	expect(film.seconds).toBeLessThan(25);
	if (editor.major === 2) {
		expect(await film.save('docs/images/at-work.webp')).toBeLessThan(MOST_BYTES);
	}
	await page.context().close();
}, 300_000);
