import type { Messages as Said } from "./en/index.ts";
import type { Language } from "./languages.js";

declare module "next-intl" {
	interface AppConfig {
		Locale: Language;
		Messages: Said;
	}
}
