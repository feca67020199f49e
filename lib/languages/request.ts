import { lang } from "next/root-params";
import { getRequestConfig } from "next-intl/server";
import { isLanguage, languages } from "./languages.js";
import { messagesIn } from "./messages.ts";

/** Which language a page is made in: the first part of its address behind the edge, never a header, so that it can be kept. */
export default getRequestConfig(async ({ locale }) => {
	const asked = locale ?? (await lang());
	const language = isLanguage(asked) ? asked : languages[0];
	return { locale: language, messages: messagesIn(language), timeZone: "UTC" };
});
