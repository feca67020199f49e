import type { Metadata } from "next";
import { Suspense } from "react";
import { DeskWaiting } from "../desk-waiting.tsx";
import { HoursDoor } from "./hours-door.tsx";
import { ScheduleDesk } from "./schedule-desk.tsx";

export const metadata: Metadata = { title: "Your hours", robots: { index: false } };

export default function HoursPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<HoursDoor part="week">{(rules) => <ScheduleDesk part="week" rules={rules} />}</HoursDoor>
		</Suspense>
	);
}
