import { useLocale, useTranslations } from "next-intl";
import { languages } from "@/lib/languages/languages";
import { languageNames } from "@/lib/languages/names";
import { WhereOneIs } from "./where-one-is.tsx";

/**
 * A plain form, so that it works without a script. Its answer is a document of its own: nothing that the router has kept is in
 * the language of before.
 */
export function LanguageSwitch() {
	const words = useTranslations("common");
	const own = useLocale();
	return (
		<form
			action="/api/form-languages"
			method="post"
			aria-label={words("language")}
			className="-mx-2.5 flex flex-wrap in-[body:has([data-english])]:hidden"
		>
			<WhereOneIs />
			{languages.map((language) => (
				<button
					key={language}
					type="submit"
					name="language"
					value={language}
					lang={language}
					aria-current={language === own ? "true" : undefined}
					className="min-h-11 px-2.5 underline decoration-edge underline-offset-4 hover:text-ink aria-[current]:font-medium aria-[current]:text-ink aria-[current]:no-underline"
				>
					{languageNames[language]}
				</button>
			))}
		</form>
	);
}
