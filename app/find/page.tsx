import type { Metadata } from "next";
import { findTeachers } from "@/lib/teachers/find-teachers";
import { FindTeachers } from "@/lib/teachers/schema";
import { findTeams } from "@/lib/teams/find-teams";
import { AskedDirectory } from "../_ui/asked-directory.tsx";
import { FindTeacher } from "../_ui/find-teacher.tsx";

// Those come here who have no script, or too many teachers to have them all in one page; they wait for the answer.
export const instant = false;
export const metadata: Metadata = { title: "Find a teacher", robots: { index: false } };

type Props = { searchParams: Promise<{ q?: string | string[] }> };

export default async function Find({ searchParams }: Props) {
	const { q = "" } = await searchParams;
	const wish = FindTeachers.safeParse({ q: String(q) });
	const [teachers, teams] = wish.success
		? await Promise.all([findTeachers(wish.data), findTeams(wish.data)])
		: [[], []];
	return (
		<FindTeacher>
			<AskedDirectory teachers={teachers} teams={teams} asked={String(q)} />
		</FindTeacher>
	);
}
