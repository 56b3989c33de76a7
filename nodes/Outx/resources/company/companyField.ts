import { field } from '../../../shared/input/field';

export const companyField = field({
	displayName: 'Company',
	name: 'company',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://www.linkedin.com/company/microsoft',
	description: "The company's LinkedIn URL or slug",
});
