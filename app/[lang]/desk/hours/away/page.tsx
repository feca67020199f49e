import type { Metadata } from "next";
import { Suspense } from "react";
import { DeskWaiting } from "../../desk-waiting.tsx";
import { HoursDoor } from "../hours-door.tsx";
import { AwayDesk } from "./away-desk.tsx";

export const metadata: Metadata = { title: "Time away", robots: { index: false } };

export default function AwayPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<HoursDoor part="away">
				{({ absences, timeZone }) => <AwayDesk absences={absences} home={timeZone} />}
			</HoursDoor>
		</Suspense>
	);
}
