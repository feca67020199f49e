import { asksFor, languageCookie, languages } from "../../lib/languages/languages.js";

/**
 * What CloudFront runs for each request, in its own small JavaScript: it decides on a language as next.config.js and the
 * rehearsal's edge do, says it in the cookie that pages are kept by and that is sent on, and writes a visitor's address.
 */
export const visitorCode = `
var asking = ${JSON.stringify(languages.map((language) => [language, asksFor(language)]))};
function handler(event) {
	var request = event.request;
	var chosen = request.cookies['${languageCookie}'];
	var language = chosen && chosen.value;
	var accepted = request.headers['accept-language'];
	if (!asking.some(function (each) { return each[0] === language; })) {
		var first = asking.find(function (each) { return new RegExp(each[1]).test(accepted ? accepted.value : ''); });
		language = first ? first[0] : '${languages[0]}';
	}
	request.cookies['${languageCookie}'] = { value: language };
	request.headers['x-visitor-address'] = { value: event.viewer.ip };
	return request;
}
`.trim();
