import type { ReactNode } from "react";
import type { TeacherCard } from "@/lib/teachers/schema";
import { NobodyFound } from "./nobody-found.tsx";
import { TeacherTile } from "./teacher-tile.tsx";

type Props = { teachers: TeacherCard[]; query: string; count: string; everyone: ReactNode };

/** Who was found, or what to do where nobody was; `everyone` leads back to all of them. */
export function TeacherList({ teachers, query, count, everyone }: Props) {
	return (
		<>
			<p role="status" className="mt-8 mb-3 text-soft">
				{count}
			</p>
			{teachers.length ? (
				<ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
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

export function counted(teachers: TeacherCard[]): string {
	return teachers.length === 1 ? "1 teacher" : `${teachers.length} teachers`;
}
