import type { Metadata } from "next";
import { Suspense } from "react";
import { listFeeds } from "@/lib/feeds/list-feeds";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { WordsFor } from "../../../_ui/words-for.tsx";
import { DeskDoor } from "../desk-door.tsx";
import { DeskWaiting } from "../desk-waiting.tsx";
import { FeedsView } from "./feeds-view.tsx";

export const metadata: Metadata = { title: "Other calendars", robots: { index: false } };

export default function FeedsPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="feeds" title="Other calendars">
				{async (who, desk) => (
					<WordsFor rooms={["calendar"]}>
						<FeedsView
							first={await listFeeds(who)}
							zone={desk.timeZone}
							handle={desk.handle}
							hour12={await askerReadsHour12()}
							now={Date.now()}
						/>
					</WordsFor>
				)}
			</DeskDoor>
		</Suspense>
	);
}
