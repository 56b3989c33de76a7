import type { Random } from '../random';
import { cultures, industries, skills } from './names';
import { asciiSlug } from './identifiers';

export interface Company {
	id: string;
	name: string;
	slug: string;
	industry: { id: string; name: string };
	employees: number;
	headquarters: string;
	founded: number;
	about: string;
	specialties: string[];
	followers: number;
}

const FIRST = 'Blue Amber Quiet North Silver Copper Bright Wild'.split(' ');
const SECOND = 'fjord,gate,harbour,lantern,meadow,orbit,quill,ridge'.split(',');
const KIND = 'Analytics,Labs,Logistics,Health,Robotics,Studio,Capital,Énergie'.split(',');

export function makeCompanies(random: Random, count: number): Company[] {
	const names = FIRST.flatMap((first) => SECOND.map((second) => `${first}${second}`));
	return random.sample(names, count).map((first, index) => {
		const name = `${first} ${random.pick(KIND)}`;
		const industry = random.pick(industries);
		const specialties = random.sample(skills, 3);
		return {
			id: String(10000000 + index * 37 + random.int(0, 36)),
			name,
			slug: asciiSlug(name),
			industry,
			employees: random.pick([8, 35, 120, 480, 1900, 12000]),
			headquarters: random.pick(cultures).place,
			founded: random.int(1961, 2024),
			about: `${name} is a made-up company in ${industry.name.toLowerCase()}, known for ${specialties[0].toLowerCase()}.`,
			specialties,
			followers: random.int(150, 250000),
		};
	});
}

export const companyProfile = (company: Company) => ({
	name: company.name,
	company_slug: company.slug,
	company_urn: `urn:li:fsd_company:${company.id}`,
	company_url: `https://www.linkedin.com/company/${company.slug}/`,
	industry: company.industry.name,
	industry_urn: `urn:li:fsd_industry:${company.industry.id}`,
	employee_count: company.employees,
	description: company.about,
	headquarters: company.headquarters,
	founded: company.founded,
	specialties: company.specialties,
	followers: company.followers,
	website: `https://${company.slug}.example`,
	logo: `https://media.sandbox.example/companies/${company.id}.png`,
});
