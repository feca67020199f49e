"use client";

import type { ReactNode } from "react";
import { nearLabel } from "@/lib/time-words";
import { Notice } from "../../_ui/notice.tsx";
import { BookingsMade } from "./bookings-made.tsx";
import { Countdown } from "./countdown.tsx";
import { GiveUp } from "./give-up.tsx";
import { GoOn } from "./go-on.tsx";
import { roomWords } from "./room-words.ts";
import { Stopped } from "./stopped.tsx";
import type { InRoom } from "./use-room.ts";
import { Words } from "./words.tsx";

/** A place is taken, or given up again, and kept until the bell. */
export function BeforeBell({ view, ...rest }: InRoom<"early" | "joining" | "left" | "bell">): ReactNode {
	const { room, viewer } = rest;
	switch (view.at) {
		case "early":
			return (
				<>
					<Countdown ms={view.opens - room.now} />
					<Words>
						This page takes your place then, by itself. You may also come back later: until bookings open, any
						time is as good as any other.
					</Words>
				</>
			);
		case "joining":
			if (!view.trouble) return <Words>This takes a moment.</Words>;
			return <Notice tone="brass">{view.trouble.message} This page tries again by itself.</Notice>;
		case "left":
			return (
				<>
					<Words>{roomWords.left}</Words>
					<BookingsMade ticket={room.ticket} viewer={viewer} now={room.now} />
					<GoOn busy={room.busy} onPress={room.join}>
						Take my place again
					</GoOn>
				</>
			);
		case "bell":
			return <UntilBell view={view} {...rest} />;
	}
}

function UntilBell({ view, room, opening, viewer }: InRoom<"bell">) {
	const { ticket, status, now } = room;
	const { waitingRoom, groups } = opening;
	return (
		<>
			<Countdown ms={view.opens - now} />
			<Words>
				Bookings open at {nearLabel(view.opens, viewer.zone, viewer.hour12, now)}
				{ticket && groups.length > 1 && `, for ${groups[ticket.group]?.name}`}.{" "}
				{!ticket
					? "Come back then, or leave this page open."
					: waitingRoom
						? "Then places are drawn by lot. You may close this page and come back by your link, on any device: your place stays."
						: "This page lets you in then, by itself."}
			</Words>
			{status?.state === "sold_out" && waitingRoom && (
				<Stopped>All times are taken just now. Some may come back until then.</Stopped>
			)}
			{ticket && waitingRoom && <GiveUp room={room} />}
		</>
	);
}
