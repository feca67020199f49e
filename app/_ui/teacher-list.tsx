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

export function counted(teachers: TeacherCard[], teams: TeamCard[]): string {
	const them = teachers.length === 1 ? "1 teacher" : `${teachers.length} teachers`;
	if (teams.length === 0) return them;
	return `${teams.length === 1 ? "1 team" : `${teams.length} teams`}, ${them}`;
}
