import { eachOf, seatWords, waitWords } from "@/lib/openings/place-words";
import type { Opening, OpeningStatus } from "@/lib/openings/schema";
import type { RefusalCode } from "@/lib/refusal";
import { nearLabel } from "@/lib/time-words";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { closedWords } from "../closed-words.ts";
import { roomWords } from "../room-words.ts";
import { stopped } from "../stopped.tsx";
import type { View, ViewAt } from "../view.ts";

type Known = { opening: Opening; status: OpeningStatus; viewer: Viewer; now: number };

/** What the plain room says of a state: where the one with a script acts by itself, which button to press. */
export function plainWords(view: View, { opening, status, viewer, now }: Known): string {
	const { zone, hour12 } = viewer;
	const at = (instant: number) => `${nearLabel(instant, zone, hour12, now)} (${zone})`;
	switch (view.at) {
		case "early":
			return "Until bookings open, any time is as good as any other: places are drawn by lot.";
		case "joining":
			return `Take it with the button below. Each ${eachOf(opening.audience)} has one, and taking it again changes nothing.`;
		case "bell":
			return `Bookings open at ${at(view.opens)}. ${opening.waitingRoom ? "Places are drawn by lot then." : ""}`;
		case "queue":
			return queueWords(view, status);
		case "entering":
			return "Come in when you are ready: ten minutes to choose begin then.";
		case "inside":
			return `Choose a teacher. You have until ${at(view.until)}, and more time if you ask for it.`;
		case "invalid":
		case "revoked":
			return `The newest mail with your link is the one that counts. Else please ask ${opening.school}.`;
		case "ended":
			return roomWords.ended(opening.school);
		case "loading":
		case "strange":
			return "";
		default:
			return roomWords[view.at];
	}
}

function queueWords({ why, place }: ViewAt<"queue">, { perMinute, freeSeats }: OpeningStatus): string {
	const wait = why === "waiting" ? waitWords(place, perMinute) : undefined;
	const reason = { waiting: wait ? `It takes ${wait} until it is your turn.` : "", ...stopped }[why];
	return `${reason} ${seatWords(freeSeats, place.ahead) ?? ""}`.trim();
}

export function refusedWords(
	{ code, message }: { code: RefusalCode; message: string },
	{ at }: View,
): string {
	if (code !== "CLOSD") return message;
	if (at === "early") return closedWords.early;
	if (at === "bell") return closedWords.beforeBell;
	return at === "ended" || at === "released" ? closedWords.over : closedWords.unsure;
}
