"use client";

import { useTranslations } from "next-intl";
import { BookingsMade } from "./bookings-made.tsx";
import { TeacherLinks } from "./teacher-links.tsx";
import type { InRoom } from "./use-room.ts";
import { Words } from "./words.tsx";

/** Nothing is left to wait for. */
export function WhenOver({
	view,
	room,
	opening,
	viewer,
}: InRoom<"done" | "sold_out" | "ended" | "released">) {
	const words = useTranslations("opening");
	const booked = <BookingsMade ticket={room.ticket} viewer={viewer} now={room.now} />;
	return (
		<>
			{view.at === "done" && booked}
			<Words>{words(`state.${view.at}`, { school: opening.school })}</Words>
			{view.at !== "done" && booked}
			{view.at === "released" && <TeacherLinks teachers={opening.teachers} />}
		</>
	);
}
