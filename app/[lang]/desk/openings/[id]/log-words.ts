import type { OpeningEvent, OwnOpening } from "@/lib/office/schema";
import { familyCount } from "../family-count.ts";
import { freeSeats } from "./free-seats.ts";
import { paceWords } from "./pace-words.ts";

/** One line of the log as it is read: calls within one minute are one line. */
export type Line = { id: number; last: OpeningEvent; events: OpeningEvent[] };

export function folded(events: OpeningEvent[]): Line[] {
	const lines: Line[] = [];
	for (const event of events) {
		const line = lines.at(-1);
		if (line && event.kind === "admitted" && line.last.kind === "admitted" && sameMinute(event, line.last))
			line.events.push(event);
		// Named by its oldest, so that a line stays the same while it grows.
		else lines.push({ id: event.id, last: event, events: [event] });
	}
	return lines.map((line) => ({ ...line, id: line.events.at(-1)?.id ?? line.id }));
}

const sameMinute = (a: OpeningEvent, b: OpeningEvent) => a.at.slice(0, 16) === b.at.slice(0, 16);

const count = (value: unknown) => Number(value) || 0;
const number = (value: unknown) => count(value).toLocaleString("en-GB");

export function wordsFor({ last, events }: Line, groups: OwnOpening["groups"]): string {
	const { kind, detail } = last;
	switch (kind) {
		case "saved":
			return "Saved.";
		case "drawn":
			return groups.length > 1
				? `Drew “${groups[Number(detail.group)]?.name ?? ""}”: ${familyCount(count(detail.tickets))} in the draw.`
				: `Drew: ${familyCount(count(detail.tickets))} in the draw.`;
		case "admitted": {
			const called = events.reduce((sum, event) => sum + Number(event.detail.called ?? 0), 0);
			return `Let ${familyCount(called)} in. ${freeSeats(count(detail.free))} free then.`;
		}
		case "paced":
			return paceWords(String(detail.why));
		case "paused":
			return "Paused.";
		case "resumed":
			return "Resumed.";
		case "slowed":
			return typeof detail.pace_most === "number"
				? `Slowed down to ${number(Math.round(detail.pace_most * 60))} families a minute at most.`
				: "The limit was taken away.";
		case "ended":
			return "Ended.";
		case "released":
			return "Opened to everybody.";
		case "booked_for":
			return "Booked for a family.";
		default:
			return kind;
	}
}
