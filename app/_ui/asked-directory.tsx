import Link from "next/link";
import { mostTeachers, type TeacherCard } from "@/lib/teachers/schema";
import type { TeamCard } from "@/lib/teams/schema";
import { plainButton, primaryButton } from "./button.ts";
import { SearchField } from "./search-field.tsx";
import { counted, TeacherList } from "./teacher-list.tsx";

type Props = { teachers: TeacherCard[]; teams: TeamCard[]; asked?: string };

/** Those whom the database found. Looking among them would miss all others, so each search is asked there. */
export function AskedDirectory({ teachers, teams, asked = "" }: Props) {
	const full = teachers.length >= mostTeachers;
	return (
		<>
			<search>
				<form action="/find" className="flex max-w-xl items-end gap-3">
					<SearchField key={asked} defaultValue={asked} />
					<button type="submit" className={`${primaryButton} min-h-13 shrink-0`}>
						Search
					</button>
				</form>
			</search>
			<TeacherList
				teachers={teachers}
				teams={teams}
				query={asked}
				count={
					full
						? `The first ${mostTeachers} teachers. Search by name or subject to find the others.`
						: counted(teachers, teams)
				}
				everyone={
					<Link href="/" prefetch={false} className={plainButton}>
						Show everyone
					</Link>
				}
			/>
		</>
	);
}
