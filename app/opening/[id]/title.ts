import { placeWords } from "@/lib/openings/place-words";
import type { Opening } from "@/lib/openings/schema";
import { countdown } from "../../_ui/countdown.ts";
import type { Room } from "./use-room.ts";

/** What a tab is called, for who looks at another one meanwhile. */
export function titleOf({ view, now }: Room, opening: Opening): string {
	return [short(), opening.name, "Firstbell"].filter(Boolean).join(" · ");

	function short(): string {
		switch (view.at) {
			case "bell":
				return countdown(view.opens - now);
			case "queue":
				return placeWords(view.place);
			case "entering":
			case "inside":
			case "lapsed":
				return "Your turn";
			case "sold_out":
				return "All taken";
			case "done":
				return "Booked";
			case "ended":
				return "Over";
			case "released":
				return "Open to everybody";
			default:
				return "";
		}
	}
}
