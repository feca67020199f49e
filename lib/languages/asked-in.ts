import "server-only";
import { cookieOf } from "../cookies.ts";
import { inEnglish, type Language, languageCookie, languageOf } from "./languages.js";

/** The language of the page that asks a route: of who asks, and of pages for teachers English. A program says its own. */
export function askedIn(request: Request): Language {
	const page = request.headers.get("referer") ?? "";
	const room = URL.canParse(page) ? new URL(page).pathname.split("/")[1] : "";
	if (inEnglish.includes(room ?? "")) return "en";
	return languageOf(cookieOf(request, languageCookie), request.headers.get("accept-language"));
}
