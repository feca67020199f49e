import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { TeacherCard } from "@/lib/teachers/schema";
import type { TeamCard } from "@/lib/teams/schema";
import { NobodyFound } from "./nobody-found.tsx";
import { TeacherTile } from "./teacher-tile.tsx";
import { TeamTile } from "./team-tile.tsx";

type Props = {
	teachers: TeacherCard[];
	teams: TeamCard[];
	query: string;
	count: string;
	everyone: ReactNode;
};

/** Who was found, teams first, or what to do where nobody was; `everyone` leads back to all of them. */
export function TeacherList({ teachers, teams, query, count, everyone }: Props) {
	return (
		<>
			<p role="status" className="mt-8 mb-3 text-soft">
				{count}
			</p>
			{teachers.length + teams.length ? (
				<ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
					{teams.map((team) => (
						<TeamTile key={`team ${team.handle}`} team={team} />
					))}
					{teachers.map((teacher) => (
						<TeacherTile key={teacher.handle} teacher={teacher} />
					))}
				</ul>
			) : (
				<NobodyFound query={query}>{everyone}</NobodyFound>
			)}
		</>
	);
}

/** How many they are, as it is said above them. */
export function useCounted(): (teachers: TeacherCard[], teams: TeamCard[]) => string {
	const words = useTranslations("directory");
	return ({ length: teachers }, { length: teams }) =>
		teams === 0 ? words("teachers", { teachers }) : words("teamsAndTeachers", { teams, teachers });
}
