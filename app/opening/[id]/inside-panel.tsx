"use client";

import { useState } from "react";
import type { Opening } from "@/lib/openings/schema";
import { plainButton } from "../../_ui/button.ts";
import { shortMs, timeLeft } from "../../_ui/time-left.ts";
import { GiveUp } from "./give-up.tsx";
import { TeacherLinks } from "./teacher-links.tsx";
import type { Room } from "./use-room.ts";

type Props = { room: Room; until: number; opening: Opening };

/** Whom to book with, and for how long still: more time for whoever asks, as often as they ask. */
export function InsidePanel({ room, until, opening }: Props) {
	const [longer, setLonger] = useState(false);
	const left = until - room.now;
	const short = left <= shortMs;
	async function more() {
		if (room.busy) return;
		setLonger(false);
		await room.enter();
		setLonger(true);
	}
	const { bookingsEach } = opening;
	const rest = bookingsEach - (room.ticket?.bookings.length ?? 0);
	return (
		<>
			<p className="max-w-prose text-lg text-soft">
				Choose a teacher, and then a time. You can book {rest === 1 ? "one" : `up to ${rest}`}
				{rest < bookingsEach ? " more" : ""}.
			</p>
			<div
				className={`flex flex-wrap items-center justify-between gap-3 rounded-xl px-4 py-3 ${
					short ? "bg-brass-tint text-brass-ink" : "bg-chalk text-chalk-ink"
				}`}
			>
				<p>
					{short ? "Your time here is nearly over: " : "You have "}
					<b className="font-[680] tabular-nums">{timeLeft(left)}</b>
					{short ? ". Do you need more?" : " to choose, and more if you need it."}
				</p>
				<button type="button" onClick={more} aria-disabled={Boolean(room.busy)} className={plainButton}>
					{room.busy === "entering" ? "One moment …" : "More time"}
				</button>
				<p role="status" className="sr-only">
					{warning(left) ?? (longer ? "You have ten more minutes." : "")}
				</p>
				{room.no && (
					<p role="alert" className="w-full">
						{room.no.message}
					</p>
				)}
			</div>
			<TeacherLinks teachers={opening.teachers} />
			<GiveUp room={room} />
		</>
	);
}

function warning(ms: number): string | undefined {
	const more = "Press “More time” to keep it.";
	if (ms <= 30_000) return `Half a minute left. ${more}`;
	if (ms <= 60_000) return `One minute left. ${more}`;
	return ms <= shortMs ? `Two minutes left. ${more}` : undefined;
}
