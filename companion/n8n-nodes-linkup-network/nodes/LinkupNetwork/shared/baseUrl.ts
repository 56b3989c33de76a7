/** The credential's Base URL, however it was pasted: with spaces around it, with a slash at its end, or left empty. */
export const BASE_URL =
	'={{ ($credentials.baseUrl || "https://api.linkupapi.com").trim().replace(new RegExp("/+$"), "") }}';
