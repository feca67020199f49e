"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "../../../_ui/notice.tsx";
import { BookingsMade } from "./bookings-made.tsx";
import { GoOn } from "./go-on.tsx";
import { InsidePanel } from "./inside-panel.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { Stopped } from "./stopped.tsx";
import { TimesHeld } from "./times-held.tsx";
import type { InRoom } from "./use-room.ts";
import { Words } from "./words.tsx";

type Props = InRoom<"drawing" | "queue" | "entering" | "inside" | "lapsed">;

/** Drawn, waiting, and in. */
export function AfterBell({ view, room, opening, viewer }: Props): ReactNode {
	const words = useTranslations("opening");
	const { ticket, status, busy, no } = room;
	const booked = (
		<>
			<TimesHeld ticket={ticket} viewer={viewer} now={room.now} />
			<BookingsMade ticket={ticket} viewer={viewer} now={room.now} />
		</>
	);
	switch (view.at) {
		case "drawing":
			return <Words>{words(ticket?.inDraw === false ? "queue.behindDraw" : "state.drawing")}</Words>;
		case "queue":
			return <QueuePanel room={room} place={view.place} why={view.why} />;
		case "entering":
			if (!view.trouble) return <Words>{words("inside.entering")}</Words>;
			return <Notice tone="brass">{words("again", { message: view.trouble.message })}</Notice>;
		case "inside":
			return (
				<>
					{status?.state === "all_held" && opening.waitingRoom && (
						<Stopped>{words("inside.allHeld")}</Stopped>
					)}
					{status?.state === "sold_out" && opening.waitingRoom && (
						<Stopped>{words("inside.soldOut")}</Stopped>
					)}
					{booked}
					<InsidePanel room={room} until={view.until} opening={opening} />
				</>
			);
		case "lapsed":
			return (
				<>
					<Words>{words("state.lapsed")}</Words>
					{booked}
					<GoOn busy={busy} onPress={room.enter}>
						{words(busy ? "moment" : "inside.again")}
					</GoOn>
					{no && <Notice tone="alarm">{no.message}</Notice>}
				</>
			);
	}
}
