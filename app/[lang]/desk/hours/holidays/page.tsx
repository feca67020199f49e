import type { Metadata } from "next";
import { Suspense } from "react";
import { regions } from "@/lib/rules/holidays";
import { DeskWaiting } from "../../desk-waiting.tsx";
import { HoursDoor } from "../hours-door.tsx";
import { HolidaysDesk } from "./holidays-desk.tsx";

export const metadata: Metadata = { title: "Holidays", robots: { index: false } };

export default function HolidaysPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<HoursDoor part="holidays">{(rules) => <HolidaysDesk rules={rules} regions={regions()} />}</HoursDoor>
		</Suspense>
	);
}
