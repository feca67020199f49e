"use client";

import { useEffect, useRef } from "react";
import type { Opening } from "@/lib/openings/schema";
import { Bell } from "../../../_ui/bell.tsx";
import { useInBrowser } from "../../../_ui/use-stored.ts";
import { useViewer } from "../../../_ui/use-viewer.ts";
import { headingOf } from "./heading.ts";
import { Milestones } from "./milestones.tsx";
import { RoomBody } from "./room-body.tsx";
import { titleOf } from "./title.ts";
import { useRoom } from "./use-room.ts";
import { useSaid } from "./use-said.ts";

const rings = new Set(["drawing", "entering", "inside"]);

/** An opening as one person lives it, from the mail to the booking. `link` is there where the address holds it. */
export function WaitingRoom({ opening, link }: { opening: Opening; link?: string }) {
	const inBrowser = useInBrowser();
	const said = useSaid();
	const room = useRoom(opening, link);
	const [viewer] = useViewer(opening.timeZone ?? "UTC");
	const heading = useRef<HTMLHeadingElement>(null);
	const { at } = room.view;

	const title = titleOf(room, opening, said);
	useEffect(() => {
		document.title = title;
	}, [title]);

	// Whoever waits is somewhere else on the page, or in another window: here is where it goes on.
	useEffect(() => {
		if (at === "inside") heading.current?.focus({ preventScroll: true });
		if (at === "inside") heading.current?.scrollIntoView({ block: "nearest" });
	}, [at]);

	// Without a script nothing of this would ever change.
	if (!inBrowser) return null;
	return (
		<section
			aria-labelledby="room"
			data-focus-scope
			data-at={at}
			className="min-h-48 rounded-2xl max-lg:min-h-64 border border-line bg-card p-5 sm:p-8"
		>
			{rings.has(at) && <Bell className="mb-3 size-10" ringing />}
			<h2 ref={heading} id="room" data-focus-home tabIndex={-1} className="text-2xl sm:text-3xl">
				{headingOf(room, viewer, said)}
			</h2>
			<RoomBody room={room} opening={opening} viewer={viewer} />
			<Milestones room={room} viewer={viewer} />
		</section>
	);
}
