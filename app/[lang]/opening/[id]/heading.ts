import { placeWords, type Said } from "@/lib/openings/place-words";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import type { Room } from "./use-room.ts";
import { whenIs } from "./when.ts";

/** Where one stands, in a few words. */
export function headingOf(
	{ view, ticket, now }: Pick<Room, "view" | "ticket" | "now">,
	viewer: Viewer,
	said: Said,
): string {
	const { words, language } = said;
	switch (view.at) {
		case "loading":
			return words("moment");
		case "strange":
			return words(`heading.${view.may}`);
		case "early":
			return words("heading.early", whenIs(view.opens, viewer, now, language));
		case "bell":
			return words(ticket ? "heading.bell" : "heading.soon");
		case "queue":
			return placeWords(view.place, said);
		case "entering":
		case "inside":
			return words("heading.turn");
		case "done":
			return words("heading.done", { count: ticket?.bookings.length ?? 0 });
		default:
			return words(`heading.${view.at}`);
	}
}
