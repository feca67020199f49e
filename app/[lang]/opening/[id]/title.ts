import { placeWords, type Said } from "@/lib/openings/place-words";
import type { Opening } from "@/lib/openings/schema";
import { countdown } from "../../../_ui/countdown.ts";
import type { Room } from "./use-room.ts";

/** What a tab is called, for who looks at another one meanwhile. */
export function titleOf({ view, now }: Room, opening: Opening, said: Said): string {
	const { words, language } = said;
	return [short(), opening.name, "Firstbell"].filter(Boolean).join(" · ");

	function short(): string {
		switch (view.at) {
			case "bell":
				return countdown(view.opens - now, language);
			case "queue":
				return placeWords(view.place, said);
			case "entering":
			case "inside":
			case "lapsed":
				return words("title.turn");
			case "sold_out":
			case "done":
			case "ended":
			case "released":
				return words(`title.${view.at}`);
			default:
				return "";
		}
	}
}
