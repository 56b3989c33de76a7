import { addPath } from './api';

const MEMBERS = [
	{ full_name: 'Robin Sandbox', email: 'robin@sandbox.example', role: 'admin' },
	{ full_name: 'Sam Sandbox', email: 'sam@sandbox.example', role: 'member' },
];

/** @param {import('./api').App} app @param {import('../box').Box} box */
function addTeamRoutes(app, box) {
	addPath(app, box, '/api-team', {
		GET: () => ({
			team: { id: '7e57ab1e-0000-4000-8000-00000000c0de', name: 'Sandbox team' },
			plan: { name: 'sandbox', status: 'active', expires_at: '2099-12-31T00:00:00.000Z' },
			limits: { watchlists: box.switches.watchlistQuota, members: 5 },
			usage: { watchlists: box.watchlists.list().length, members: MEMBERS.length },
			members: MEMBERS,
		}),
	});
}

export { addTeamRoutes, MEMBERS };
