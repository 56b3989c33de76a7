import type { INodeProperties } from 'n8n-workflow';

export const companyField: INodeProperties = {
	displayName: 'Company',
	name: 'company',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://www.linkedin.com/company/microsoft',
	description: "The company's LinkedIn URL or slug",
};
