import { asksFor, languageCookie, languages } from "../../lib/languages/languages.js";

const [ours] = languages;

/**
 * nginx's maps of which `$language` a visitor reads, as next.config.js decides it, and of what of it a page is kept under:
 * `$read_in` is empty for what is the same to everybody.
 */
export const languageMaps = `
	map $cookie_${languageCookie} $chosen_language {
		default "";
		${languages.map((language) => `"~^${language}$" ${language};`).join("\n\t\t")}
	}
	map $http_accept_language $asked_language {
		default ${ours};
		${languages.map((language) => `"~${asksFor(language)}" ${language};`).join("\n\t\t")}
	}
	map $chosen_language $language {
		default $chosen_language;
		"" $asked_language;
	}
	map $request_uri $read_in {
		default $language;
		"~^/(api|_next)/" "";
	}
	map $http_cookie $and_other_cookies {
		default "; $http_cookie";
		"" "";
	}`;

/** So the origin decides by what a copy is kept under, whatever somebody else has made up: the first of a cookie is the one. */
export const saidLanguage = `proxy_set_header Cookie "${languageCookie}=$language$and_other_cookies";`;
