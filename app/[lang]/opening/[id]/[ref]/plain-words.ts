import type { Words } from "@/lib/languages/words";
import { eachOf, type Said, seatWords, turnWords } from "@/lib/openings/place-words";
import type { Opening, OpeningStatus } from "@/lib/openings/schema";
import type { RefusalCode } from "@/lib/refusal";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import type { View, ViewAt } from "../view.ts";
import { whenIs } from "../when.ts";

/** `plain` is what this room alone says, `said` what both do. */
type Known = {
	opening: Opening;
	status: OpeningStatus;
	viewer: Viewer;
	now: number;
	plain: Words<"around">;
	said: Said;
};

/** What the plain room says of a state: where the one with a script acts by itself, which button to press. */
export function plainWords(view: View, { opening, status, viewer, now, plain, said }: Known): string {
	const { school } = opening;
	const at = (instant: number) => ({ ...whenIs(instant, viewer, now, said.language), zone: viewer.zone });
	switch (view.at) {
		case "early":
			return plain("plain.early");
		case "joining":
			return plain("plain.joining", { who: eachOf(opening.audience) });
		case "bell":
			return plain("plain.bell", { ...at(view.opens), drawn: opening.waitingRoom ? "yes" : "no" });
		case "queue":
			return queueWords(view, status, said);
		case "entering":
			return plain("plain.entering");
		case "inside":
			return plain("plain.inside", at(view.until));
		case "invalid":
		case "revoked":
			return plain("plain.invalid", { school });
		case "loading":
		case "strange":
			return "";
		default:
			return said.words(`state.${view.at}`, { school });
	}
}

function queueWords(
	{ why, place }: ViewAt<"queue">,
	{ perMinute, freeSeats }: OpeningStatus,
	said: Said,
): string {
	const reason = why === "waiting" ? turnWords(place, perMinute, said) : said.words(`why.${why}`);
	return [reason, seatWords(freeSeats, place.ahead, said)].filter(Boolean).join(" ");
}

/** CLOSD where a place is asked for: the words for a time that was to be booked would lead astray. */
export function refusedWords(
	{ code, message }: { code: RefusalCode; message: string },
	{ at }: View,
	{ plain, said }: Pick<Known, "plain" | "said">,
): string {
	if (code !== "CLOSD") return message;
	if (at === "early") return plain("closed.early");
	if (at === "bell") return plain("closed.beforeBell");
	return at === "ended" || at === "released" ? said.words("over") : plain("closed.unsure");
}
