import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import type { ExportDesk } from "./export-schema.ts";
import { listBookings } from "./list-bookings.ts";
import { listTrail } from "./list-trail.ts";

/** As many as are asked for at once. */
const batch = 500;

/** A part of the file that is too long for one answer: the lines of a page, and where the next one begins. */
type Page = { lines: object[]; next: string | null };
type Pages = (after?: string) => Promise<Page>;

/**
 * All that is held of a teacher, or of a school, as one JSON object with the bookings and the trail last, page by page. The first page
 * is there before the first byte, so that a refusal can still be said. Refuses DNIED.
 */
export async function exportDesk(who: DeskUser, of: ExportDesk["of"]): Promise<ReadableStream<Uint8Array>> {
	const ofSchool = of === "school";
	const about = await (ofSchool
		? call<object>("export_school", who.userId)
		: call<object>("export_desk", who.userId));
	const parts: Record<string, Pages> = {
		async bookings(after) {
			const wish = { from: "2000-01-01", after, ...(ofSchool && { team: "*" }) };
			const { bookings, next } = await listBookings(who, wish, "UTC", batch);
			return { lines: bookings, next };
		},
		async trail(after) {
			const { changes, next } = await listTrail(
				who,
				{ after, ...(ofSchool && { school: "1" }) },
				"UTC",
				batch,
			);
			return { lines: changes, next };
		},
	};
	const text = written(JSON.stringify(about).slice(0, -1), parts);
	let ahead = await text.next();
	const encoder = new TextEncoder();
	return new ReadableStream({
		async pull(to) {
			if (ahead.done) return to.close();
			to.enqueue(encoder.encode(ahead.value));
			ahead = await text.next();
		},
	});
}

/** A JSON object that was begun, with its long parts after one another, as text for each page. */
async function* written(begun: string, parts: Record<string, Pages>): AsyncGenerator<string> {
	let text = begun;
	for (const [name, pages] of Object.entries(parts)) {
		text += `,"${name}":[`;
		let after: string | undefined;
		let comma = "";
		do {
			const { lines, next } = await pages(after);
			for (const line of lines) {
				text += `${comma}\n${JSON.stringify(line)}`;
				comma = ",";
			}
			yield text;
			text = "";
			after = next ?? undefined;
		} while (after);
		text = "\n]";
	}
	yield `${text}}\n`;
}
