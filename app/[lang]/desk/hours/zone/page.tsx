import type { Metadata } from "next";
import { Suspense } from "react";
import { DeskWaiting } from "../../desk-waiting.tsx";
import { HoursDoor } from "../hours-door.tsx";
import { ZoneDesk } from "./zone-desk.tsx";

export const metadata: Metadata = { title: "Time zone", robots: { index: false } };

export default function ZonePage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<HoursDoor part="zone">
				{({ version, timeZone, coming, nextAt }) => (
					<ZoneDesk version={version} home={timeZone} coming={coming} nextAt={nextAt} />
				)}
			</HoursDoor>
		</Suspense>
	);
}
