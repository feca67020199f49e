import type { Metadata } from "next";
import { Suspense } from "react";
import { DeskDoor } from "../desk-door.tsx";
import { DeskWaiting } from "../desk-waiting.tsx";
import { CalendarBoard } from "./calendar-board.tsx";
import "../colours.css";
import "./calendar.css";

export const metadata: Metadata = { title: "Calendar", robots: { index: false } };

export default function CalendarPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="calendar" title="Your calendar">
				{async (_who, desk) => <CalendarBoard zone={desk.timeZone} />}
			</DeskDoor>
		</Suspense>
	);
}
