import type { Metadata } from "next";
import { findTeachers } from "@/lib/teachers/find-teachers";
import { FindTeachers } from "@/lib/teachers/schema";
import { Directory } from "../_ui/directory.tsx";
import { FindTeacher } from "../_ui/find-teacher.tsx";

// Only browsers without script come here, and they have to wait for the answer.
export const instant = false;
export const metadata: Metadata = { title: "Find a teacher", robots: { index: false } };

type Props = { searchParams: Promise<{ q?: string | string[] }> };

export default async function Find({ searchParams }: Props) {
	const { q = "" } = await searchParams;
	const wish = FindTeachers.safeParse({ q: String(q) });
	const teachers = wish.success ? await findTeachers(wish.data) : [];
	return (
		<FindTeacher>
			<Directory teachers={teachers} asked={String(q)} />
		</FindTeacher>
	);
}
