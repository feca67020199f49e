"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Opening } from "@/lib/openings/schema";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { strong, TurnBar, turnSaid } from "../../../_ui/turn-bar.tsx";
import { GiveUp } from "./give-up.tsx";
import { TeacherLinks } from "./teacher-links.tsx";
import type { Room } from "./use-room.ts";

type Props = { room: Room; until: number; opening: Opening };

/** Whom to book with, and for how long still. */
export function InsidePanel({ room, until, opening }: Props) {
	const words = useTranslations("opening");
	const turn = useTranslations("turn");
	const [asked, setAsked] = useState(false);
	const left = until - room.now;
	async function more() {
		if (room.busy) return;
		setAsked(false);
		await room.enter();
		setAsked(true);
	}
	const { bookingsEach } = opening;
	const rest = bookingsEach - (room.ticket?.bookings.length ?? 0);
	return (
		<>
			<p className="max-w-prose text-lg text-soft">
				{words("inside.choose", { rest, more: rest < bookingsEach ? "yes" : "no" })}
			</p>
			<TurnBar
				left={left}
				plenty={(left) => words.rich("inside.left", { left, b: strong })}
				busy={room.busy === "entering"}
				no={room.no}
				onMore={more}
			/>
			<p role="status" className="sr-only">
				{turnSaid(left, asked && !room.no, turn)}
			</p>
			{/* They go when the minutes are over. */}
			<div ref={handOverFocus}>
				<TeacherLinks teachers={opening.teachers} />
			</div>
			<GiveUp room={room} />
		</>
	);
}
