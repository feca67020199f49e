import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { findTeachers } from "@/lib/teachers/find-teachers";
import { FindTeachers } from "@/lib/teachers/schema";
import { findTeams } from "@/lib/teams/find-teams";
import { AskedDirectory } from "../../_ui/asked-directory.tsx";
import { FindTeacher } from "../../_ui/find-teacher.tsx";

// Those come here who have no script, or too many teachers to have them all in one page; they wait for the answer.
export const instant = false;

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

export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("directory");
	return { title: words("title"), robots: { index: false } };
}
