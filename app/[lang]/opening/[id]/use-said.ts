import { useLocale, useTranslations } from "next-intl";
import type { Said } from "@/lib/openings/place-words";

/** The words of an opening, and in which language they are. */
export function useSaid(): Said {
	return { words: useTranslations("opening"), language: useLocale() };
}
