"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "../../../_ui/notice.tsx";
import { BookingsMade } from "./bookings-made.tsx";
import { Countdown } from "./countdown.tsx";
import { GiveUp } from "./give-up.tsx";
import { GoOn } from "./go-on.tsx";
import { Stopped } from "./stopped.tsx";
import type { InRoom } from "./use-room.ts";
import { useSaid } from "./use-said.ts";
import { whenIs } from "./when.ts";
import { Words } from "./words.tsx";

/** A place is taken, or given up again, and kept until the bell. */
export function BeforeBell({ view, ...rest }: InRoom<"early" | "joining" | "left" | "bell">): ReactNode {
	const words = useTranslations("opening");
	const { room, viewer } = rest;
	switch (view.at) {
		case "early":
			return (
				<>
					<Countdown ms={view.opens - room.now} />
					<Words>{words("before.early")}</Words>
				</>
			);
		case "joining":
			if (!view.trouble) return <Words>{words("before.joining")}</Words>;
			return <Notice tone="brass">{words("again", { message: view.trouble.message })}</Notice>;
		case "left":
			return (
				<>
					<Words>{words("state.left")}</Words>
					<BookingsMade ticket={room.ticket} viewer={viewer} now={room.now} />
					<GoOn busy={room.busy} onPress={room.join}>
						{words("before.takeAgain")}
					</GoOn>
				</>
			);
		case "bell":
			return <UntilBell view={view} {...rest} />;
	}
}

function UntilBell({ view, room, opening, viewer }: InRoom<"bell">) {
	const { words, language } = useSaid();
	const { ticket, status, now } = room;
	const { waitingRoom, groups } = opening;
	return (
		<>
			<Countdown ms={view.opens - now} />
			<Words>
				{words("before.opens", {
					...whenIs(view.opens, viewer, now, language),
					groups: ticket && groups.length > 1 ? "many" : "one",
					group: groups[ticket?.group ?? 0]?.name ?? "",
				})}{" "}
				{words(!ticket ? "before.stranger" : waitingRoom ? "before.drawn" : "before.let")}
			</Words>
			{status?.state === "sold_out" && waitingRoom && <Stopped>{words("before.soldOut")}</Stopped>}
			{ticket && waitingRoom && <GiveUp room={room} />}
		</>
	);
}
