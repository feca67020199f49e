"use client";

import type { ReactNode } from "react";
import { Notice } from "../../_ui/notice.tsx";
import { BookingsMade } from "./bookings-made.tsx";
import { GoOn } from "./go-on.tsx";
import { InsidePanel } from "./inside-panel.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { roomWords } from "./room-words.ts";
import { Stopped } from "./stopped.tsx";
import type { InRoom } from "./use-room.ts";
import { Words } from "./words.tsx";

type Props = InRoom<"drawing" | "queue" | "entering" | "inside" | "lapsed">;

/** Drawn, waiting, and in. */
export function AfterBell({ view, room, opening, viewer }: Props): ReactNode {
	const { ticket, status, busy, no } = room;
	const booked = <BookingsMade ticket={ticket} viewer={viewer} now={room.now} />;
	switch (view.at) {
		case "drawing":
			return <Words>{ticket?.inDraw === false ? "You get the next number." : roomWords.drawing}</Words>;
		case "queue":
			return <QueuePanel room={room} place={view.place} why={view.why} />;
		case "entering":
			if (!view.trouble) return <Words>We are letting you in …</Words>;
			return <Notice tone="brass">{view.trouble.message} This page tries again by itself.</Notice>;
		case "inside":
			return (
				<>
					{status?.state === "all_held" && opening.waitingRoom && (
						<Stopped>All times are held just now; some may come back.</Stopped>
					)}
					{status?.state === "sold_out" && opening.waitingRoom && (
						<Stopped>All times are taken just now.</Stopped>
					)}
					{booked}
					<InsidePanel room={room} until={view.until} opening={opening} />
				</>
			);
		case "lapsed":
			return (
				<>
					<Words>{roomWords.lapsed}</Words>
					{booked}
					<GoOn busy={busy} onPress={room.enter}>
						{busy ? "One moment …" : "Come in again"}
					</GoOn>
					{no && <Notice tone="alarm">{no.message}</Notice>}
				</>
			);
	}
}
