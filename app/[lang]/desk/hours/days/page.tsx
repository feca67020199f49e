import type { Metadata } from "next";
import { Suspense } from "react";
import { DeskWaiting } from "../../desk-waiting.tsx";
import { HoursDoor } from "../hours-door.tsx";
import { ScheduleDesk } from "../schedule-desk.tsx";

export const metadata: Metadata = { title: "Single days", robots: { index: false } };

export default function DaysPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<HoursDoor part="days">{(rules) => <ScheduleDesk part="days" rules={rules} />}</HoursDoor>
		</Suspense>
	);
}
