"use client";

import { type Language, languages } from "@/lib/languages/languages";
import { languageNames } from "@/lib/languages/names";
import { Pick } from "../../../../../_ui/pick.tsx";

type Props = { value: Language; onPick: (language: Language) => void; hint?: string };

/** In which language families are written to. */
export function PickLanguage({ value, onPick, hint }: Props) {
	return (
		<Pick
			label="Language of the mails"
			value={value}
			onChange={(event) => onPick(event.target.value as Language)}
			{...(hint && { hint })}
		>
			{languages.map((language) => (
				<option key={language} value={language} lang={language}>
					{languageNames[language]}
				</option>
			))}
		</Pick>
	);
}
