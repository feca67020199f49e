import type { Metadata } from "next";
import { Suspense } from "react";
import { watchOpening } from "@/lib/office/watch-opening";
import { DeskWaiting } from "../../desk-waiting.tsx";
import { OpeningDoor } from "../../office-door.tsx";
import { LiveView } from "./live-view.tsx";

// Nothing of this page is known before it is known whose it is.
export const instant = false;
export const metadata: Metadata = { title: "Opening", robots: { index: false } };

export default function OpeningPage({ params }: { params: Promise<{ id: string }> }) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<OpeningDoor id={params} page="live">
				{async ({ who, office, opening, zone }) => (
					<LiveView
						first={await watchOpening(who, opening.id, null)}
						teachers={office.teachers}
						zone={zone}
					/>
				)}
			</OpeningDoor>
		</Suspense>
	);
}
