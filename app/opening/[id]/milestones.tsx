"use client";

import { useState } from "react";
import type { Place } from "@/lib/openings/place";
import { placeWords } from "@/lib/openings/place-words";
import { nearLabel } from "@/lib/time-words";
import type { Viewer } from "../../_ui/use-viewer.ts";
import { stopped } from "./stopped.tsx";
import type { Room } from "./use-room.ts";

/** What is read aloud: where one's state changes, and a few stations on the way. Never each second. */
export function Milestones({ room, viewer }: { room: Room; viewer: Viewer }) {
	const station = stationOf(room);
	const [said, setSaid] = useState({ station, words: wordsOf(station, room, viewer) });
	if (said.station !== station) setSaid({ station, words: wordsOf(station, room, viewer) });
	const urgent = station === "inside" || station === "lapsed";
	return (
		<>
			<p role="status" className="sr-only">
				{urgent ? "" : said.words}
			</p>
			<p aria-live="assertive" className="sr-only">
				{urgent ? said.words : ""}
			</p>
		</>
	);
}

function stationOf({ view, ticket }: Room): string {
	if (view.at === "queue") return view.why === "waiting" ? `queue ${stretch(view.place)}` : view.why;
	if (view.at === "bell") return ticket ? "joined" : "";
	return view.at;
}

function stretch({ ahead, atFirst }: Place): string {
	if (ahead < 10) return "ten";
	if (ahead < 100) return "hundred";
	return ahead * 2 <= atFirst ? "half" : "far";
}

function wordsOf(station: string, { view, now }: Room, { zone, hour12 }: Viewer): string {
	if (station === "joined" && view.at === "bell")
		return `You have your place. Bookings open at ${nearLabel(view.opens, zone, hour12, now)}.`;
	if (view.at === "queue" && station.startsWith("queue ")) {
		const half = station === "queue half" ? "You are half way. " : "";
		return `${half}${placeWords(view.place)}.`;
	}
	return stations[station] ?? "";
}

const stations: Record<string, string> = {
	drawing: "The bell has rung. Places are being drawn.",
	...stopped,
	inside: "It is your turn. Choose a teacher now.",
	lapsed: "Your minutes are over. You keep your turn: come in again when you are ready.",
	sold_out: "All times are taken.",
	done: "You are booked.",
	ended: "This opening is over.",
	released: "This opening is over. What is left can be booked by everybody.",
	left: "You gave your place up.",
};
