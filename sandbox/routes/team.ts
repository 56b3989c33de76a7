import type { FastifyInstance } from 'fastify';
import type { State } from '../state';
import { addPath } from './api';

export const MEMBERS = [
	{ full_name: 'Robin Sandbox', email: 'robin@sandbox.example', role: 'admin' },
	{ full_name: 'Sam Sandbox', email: 'sam@sandbox.example', role: 'member' },
];

export function addTeamRoutes(app: FastifyInstance, state: State) {
	addPath(app, state, '/api-team', {
		GET: () => ({
			team: { id: '7e57ab1e-0000-4000-8000-00000000c0de', name: 'Sandbox team' },
			plan: { name: 'sandbox', status: 'active', expires_at: '2099-12-31T00:00:00.000Z' },
			limits: { watchlists: state.switches.watchlistQuota, members: 5 },
			usage: { watchlists: state.watchlists.list().length, members: MEMBERS.length },
			members: MEMBERS,
		}),
	});
}
