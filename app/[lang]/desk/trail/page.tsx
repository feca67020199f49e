import type { Metadata } from "next";
import { Suspense } from "react";
import { readTrailAddress } from "@/lib/desk/trail-schema";
import { DeskWaiting } from "../desk-waiting.tsx";
import { EitherDoor } from "../either-door.tsx";
import type { Rooms } from "../rooms.ts";
import { schoolZone } from "../school-zone.ts";
import { TrailList } from "./trail-list.tsx";

export const metadata: Metadata = { title: "Changes", robots: { index: false } };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Who changed what: all of the school for its office, and their own for a teacher. */
export default function TrailPage({ searchParams }: Props) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<EitherDoor page="trail" title="Changes" zone={zoneOf}>
				{async (who, rooms) => {
					const wish = readTrailAddress(await searchParams);
					const { office } = rooms;
					return (
						<TrailList
							who={who}
							wish={office ? { ...wish, school: "1" } : wish}
							zone={zoneOf(rooms)}
							office={office}
						/>
					);
				}}
			</EitherDoor>
		</Suspense>
	);
}

function zoneOf({ desk, office }: Rooms): string {
	return (office ? schoolZone(office) : desk?.timeZone) ?? "UTC";
}
