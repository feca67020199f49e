import type { Metadata } from "next";
import { Suspense } from "react";
import { DeskDoor } from "../desk-door.tsx";
import { DeskWaiting } from "../desk-waiting.tsx";
import { HoursEditor } from "./hours-editor.tsx";

export const metadata: Metadata = { title: "Weekly hours", robots: { index: false } };

export default function HoursPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="hours" title="Weekly hours">
				{async (_who, desk) => (
					<HoursEditor version={desk.hoursVersion} spans={desk.spans} handle={desk.handle} />
				)}
			</DeskDoor>
		</Suspense>
	);
}
