"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo } from "react";
import { fold } from "@/lib/teachers/fold";
import type { TeacherCard } from "@/lib/teachers/schema";
import type { TeamCard } from "@/lib/teams/schema";
import { plainButton } from "./button.ts";
import { SearchField } from "./search-field.tsx";
import { TeacherList, useCounted } from "./teacher-list.tsx";
import { useQueryParam } from "./use-stored.ts";

/**
 * Everyone who can be booked. The whole list is in the page, so that looking for someone costs the server nothing;
 * without script the form asks `/find`, which answers from the database.
 */
export function Directory({ teachers, teams }: { teachers: TeacherCard[]; teams: TeamCard[] }) {
	const words = useTranslations("directory");
	const counted = useCounted();
	const [typed, type] = useQueryParam("q");
	const query = useDeferredValue(typed);
	const texts = useMemo(() => teachers.map(textOf), [teachers]);
	const teamTexts = useMemo(() => teams.map(({ name, school }) => fold(`${name} ${school}`)), [teams]);
	const found = query ? teachers.filter(matching(query, texts)) : teachers;
	const foundTeams = query ? teams.filter(matching(query, teamTexts)) : teams;
	return (
		<>
			<search>
				<form action="/find" onSubmit={(event) => event.preventDefault()} className="flex max-w-xl">
					<SearchField value={typed} onChange={(event) => type(event.target.value)} />
				</form>
			</search>
			<TeacherList
				teachers={found}
				teams={foundTeams}
				query={query}
				count={counted(found, foundTeams)}
				everyone={
					<button type="button" onClick={() => type("")} className={plainButton}>
						{words("everyone")}
					</button>
				}
			/>
		</>
	);
}

/** Every word has to be somewhere in it, whatever its accents and capitals. */
function matching(query: string, texts: string[]): (one: unknown, index: number) => boolean {
	const words = fold(query).split(/\s+/).filter(Boolean);
	return (_, index) => words.every((word) => texts[index]?.includes(word));
}

function textOf({ name, school, subjects }: TeacherCard): string {
	return fold([name, school, ...subjects].join(" "));
}
