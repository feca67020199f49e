import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { preload } from "react-dom";
import { findTeachers } from "@/lib/teachers/find-teachers";
import { Missing } from "../../../_ui/missing.tsx";
import { WordsFor } from "../../../_ui/words-for.tsx";
import { BookingBoard } from "./booking-board.tsx";
import { firstWeeks } from "./first-weeks.ts";
import { knownTeacher } from "./known-teacher.ts";
import { TeacherIntro } from "./teacher-intro.tsx";
import { weekSpan } from "./week-span.ts";

// One page for everyone, made once and again when the teacher edits: no visitor costs a render.
export const ensureStatic = "navigation";
// It comes whole or not at all, so that an unknown teacher is a 404: there is no shell to show before it.
export const instant = false;

type Props = { params: Promise<{ handle: string }> };

export default async function TeacherPage({ params }: Props) {
	const { handle } = await params;
	const teacher = await knownTeacher(handle);
	if (!teacher) return <Missing />;
	const first = await firstWeeks(handle, teacher.types[0]?.handle);
	// The first thing the board will ask for, while its script is still on the way: the same request as its own.
	for (const week of weekSpan(first.now, teacher.timeZone, 0).weeks) {
		if (!first.type) break;
		preload(`/api/slots/${handle}/${first.type}/${week}`, { as: "fetch", crossOrigin: "anonymous" });
	}
	return (
		<div className="mt-6 grid gap-8 lg:mt-10 lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-10">
			<TeacherIntro teacher={teacher} />
			<WordsFor rooms={["board", "turn"]}>
				<BookingBoard host={teacher} first={first} />
			</WordsFor>
		</div>
	);
}

/** A page that the build always has, so that every other handle may be rendered when it is first asked for. */
export async function generateStaticParams() {
	const teachers = await findTeachers({ q: "" }).catch(() => []);
	return [{ handle: "-" }, ...teachers.slice(0, 100).map(({ handle }) => ({ handle }))];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const teacher = await knownTeacher((await params).handle);
	const words = await getTranslations("plain");
	if (!teacher) return { title: words("nobody") };
	const { name, subjects, school } = teacher;
	const about = [name, ...subjects, school === name ? "" : school].filter(Boolean);
	return {
		title: words("title", { name }),
		description: words("description", { about: about.join(", ") }),
	};
}
