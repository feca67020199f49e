import { placeWords } from "@/lib/openings/place-words";
import { nearLabel } from "@/lib/time-words";
import type { Viewer } from "../../_ui/use-viewer.ts";
import type { Room } from "./use-room.ts";

/** Where one stands, in a few words. */
export function headingOf(
	{ view, ticket, now }: Pick<Room, "view" | "ticket" | "now">,
	{ zone, hour12 }: Viewer,
): string {
	switch (view.at) {
		case "loading":
			return "One moment …";
		case "strange":
			return {
				ask: "Get your personal link",
				come: "Bookings are open",
				search: "You need your personal link",
			}[view.may];
		case "invalid":
			return "This link does not work";
		case "revoked":
			return "This link does not work any more";
		case "early":
			return `Places are given from ${nearLabel(view.opens, zone, hour12, now)}`;
		case "joining":
			return "Taking your place …";
		case "left":
			return "You gave your place up";
		case "bell":
			return ticket ? "You have your place" : "Bookings open soon";
		case "drawing":
			return "The bell has rung";
		case "queue":
			return placeWords(view.place);
		case "entering":
		case "inside":
			return "It is your turn";
		case "lapsed":
			return "Still your turn";
		case "done":
			return ticket?.bookings.length === 1 ? "You are booked" : "You have all your bookings";
		case "sold_out":
			return "All times are taken";
		case "ended":
			return "This opening is over";
		case "released":
			return "Now open to everybody";
	}
}
