import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Missing } from "../../../../_ui/missing.tsx";
import { WordsFor } from "../../../../_ui/words-for.tsx";
import { BookingBoard } from "../../../t/[handle]/booking-board.tsx";
import { firstWeeks } from "../../../t/[handle]/first-weeks.ts";
import { knownTeacher } from "../../../t/[handle]/known-teacher.ts";
import { Embedded } from "../../embedded.tsx";

// One page for everyone, as a teacher's own is.
export const ensureStatic = "navigation";
export const instant = false;

type Props = { params: Promise<{ handle: string }> };

/** A teacher's free times within a page of somebody else's. */
export default async function EmbeddedTeacherPage({ params }: Props) {
	const { handle } = await params;
	const teacher = await knownTeacher(handle);
	if (!teacher) return <Missing />;
	const words = await getTranslations("plain");
	const first = await firstWeeks(handle, teacher.types[0]?.handle);
	return (
		<Embedded>
			<h1 className="mb-5 text-2xl">{words("title", { name: teacher.name })}</h1>
			<WordsFor rooms={["board", "turn"]}>
				<BookingBoard host={teacher} first={first} elsewhere />
			</WordsFor>
		</Embedded>
	);
}

/** The build has one of them, so that every other may be made when it is first asked for. */
export const generateStaticParams = () => [{ handle: "-" }];

export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("plain");
	return { title: words("embed.title"), robots: { index: false } };
}
