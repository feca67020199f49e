import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { preload } from "react-dom";
import { patiently } from "@/lib/patiently";
import { listSlots } from "@/lib/slots/list-slots";
import { findTeachers } from "@/lib/teachers/find-teachers";
import { weeksTouched } from "@/lib/time";
import { BookingBoard } from "./booking-board.tsx";
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
	if (!teacher) notFound();
	const first = await firstWeeks(handle, teacher.types[0]?.handle);
	// The first thing the board will ask for, while its script is still on the way: the same request as its own.
	for (const week of weekSpan(first.now, teacher.timeZone, 0).weeks) {
		if (!first.type) break;
		preload(`/api/slots/${handle}/${first.type}/${week}`, { as: "fetch", crossOrigin: "anonymous" });
	}
	return (
		<div className="mt-6 grid gap-8 lg:mt-10 lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-10">
			<TeacherIntro teacher={teacher} />
			<BookingBoard host={teacher} first={first} />
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
	if (!teacher) return { title: "Nobody here" };
	const { name, subjects, school } = teacher;
	const about = [name, ...subjects, school === name ? "" : school].filter(Boolean);
	return { title: `Book ${name}`, description: `Free times with ${about.join(", ")}.` };
}

/** What is free in the coming days, for the first paint; the browser asks for fresher news at once. */
async function firstWeeks(teacher: string, type: string | undefined) {
	"use cache";
	cacheTag(`teacher:${teacher}`);
	cacheLife("minutes");
	const now = Date.now();
	// Seven days in any zone.
	const until = now + 7.5 * 86_400_000;
	const weeks = type ? weeksTouched(now, until) : [];
	const lists = await Promise.all(
		weeks.map((week) => patiently(() => listSlots({ teacher, type: type ?? "", week }, { afterEdit: true }))),
	);
	return {
		type,
		now,
		lists: lists.map(({ list }) => ({ ...list, slots: list.slots.filter(before(until)) })),
	};
}

function before(end: number) {
	return ({ startsAt }: { startsAt: string }) => Date.parse(startsAt) < end;
}
