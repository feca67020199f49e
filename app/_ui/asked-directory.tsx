import Link from "next/link";
import { useTranslations } from "next-intl";
import { mostTeachers, type TeacherCard } from "@/lib/teachers/schema";
import type { TeamCard } from "@/lib/teams/schema";
import { plainButton, primaryButton } from "./button.ts";
import { SearchField } from "./search-field.tsx";
import { TeacherList, useCounted } from "./teacher-list.tsx";

type Props = { teachers: TeacherCard[]; teams: TeamCard[]; asked?: string };

/** Those whom the database found. Looking among them would miss all others, so each search is asked there. */
export function AskedDirectory({ teachers, teams, asked = "" }: Props) {
	const words = useTranslations("directory");
	const counted = useCounted();
	const full = teachers.length >= mostTeachers;
	return (
		<>
			<search>
				<form action="/find" className="flex max-w-xl items-end gap-3">
					<SearchField key={asked} defaultValue={asked} />
					<button type="submit" className={`${primaryButton} min-h-13 shrink-0`}>
						{words("search")}
					</button>
				</form>
			</search>
			<TeacherList
				teachers={teachers}
				teams={teams}
				query={asked}
				count={full ? words("first", { most: mostTeachers }) : counted(teachers, teams)}
				everyone={
					<Link href="/" prefetch={false} className={plainButton}>
						{words("everyone")}
					</Link>
				}
			/>
		</>
	);
}
