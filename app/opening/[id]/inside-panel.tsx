"use client";

import { useState } from "react";
import type { Opening } from "@/lib/openings/schema";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import { TurnBar, turnSaid } from "../../_ui/turn-bar.tsx";
import { GiveUp } from "./give-up.tsx";
import { TeacherLinks } from "./teacher-links.tsx";
import type { Room } from "./use-room.ts";

type Props = { room: Room; until: number; opening: Opening };

/** Whom to book with, and for how long still. */
export function InsidePanel({ room, until, opening }: Props) {
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
				Choose a teacher, and then a time. You can book {rest === 1 ? "one" : `up to ${rest}`}
				{rest < bookingsEach ? " more" : ""}.
			</p>
			<TurnBar
				left={left}
				words={["You have ", " to choose, and more if you need it."]}
				busy={room.busy === "entering"}
				no={room.no}
				onMore={more}
			/>
			<p role="status" className="sr-only">
				{turnSaid(left, asked && !room.no)}
			</p>
			{/* They go when the minutes are over. */}
			<div ref={handOverFocus}>
				<TeacherLinks teachers={opening.teachers} />
			</div>
			<GiveUp room={room} />
		</>
	);
}
