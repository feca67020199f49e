"use client";

import { useState } from "react";
import type { Place } from "@/lib/openings/place";
import { placeWords, type Said } from "@/lib/openings/place-words";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import type { Room } from "./use-room.ts";
import { useSaid } from "./use-said.ts";
import { whenIs } from "./when.ts";

/** What is read aloud: where one's state changes, and a few stations on the way. Never each second. */
export function Milestones({ room, viewer }: { room: Room; viewer: Viewer }) {
	const said = useSaid();
	const station = stationOf(room);
	const [told, setTold] = useState({ station, words: wordsOf(station, room, viewer, said) });
	if (told.station !== station) setTold({ station, words: wordsOf(station, room, viewer, said) });
	const urgent = station === "inside" || station === "lapsed";
	return (
		<>
			<p role="status" className="sr-only">
				{urgent ? "" : told.words}
			</p>
			<p aria-live="assertive" className="sr-only">
				{urgent ? told.words : ""}
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

function wordsOf(station: string, { view, now, ticket }: Room, viewer: Viewer, said: Said): string {
	const { words, language } = said;
	switch (view.at) {
		case "bell":
			return ticket ? words("station.joined", whenIs(view.opens, viewer, now, language)) : "";
		case "queue": {
			if (view.why !== "waiting") return words(`why.${view.why}`);
			const place = placeWords(view.place, said);
			return words(station === "queue half" ? "station.half" : "station.place", { place });
		}
		case "drawing":
		case "inside":
		case "lapsed":
		case "sold_out":
		case "done":
		case "ended":
		case "released":
		case "left":
			return words(`station.${view.at}`);
		default:
			return "";
	}
}
