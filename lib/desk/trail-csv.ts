import "server-only";
import type { DeskUser } from "../auth.ts";
import { localTime } from "../time.ts";
import { byteOrderMark, csvLine } from "./csv.ts";
import { listTrail } from "./list-trail.ts";
import type { Change, ListTrail } from "./trail-schema.ts";
import { linesOf, titleOf, whoOf } from "./trail-words.ts";

/** As many as are asked for at once. */
const batch = 500;

const head = ["When", "Who", "Teacher", "What", "Before and after", "Reason"];

/**
 * The whole of a trail as a CSV file, page by page, told by the clocks of `zone`. The first page is there before the first byte,
 * so that a refusal can still be said.
 */
export async function trailCsv(
	who: DeskUser,
	wish: ListTrail,
	zone: string,
): Promise<ReadableStream<Uint8Array>> {
	let page = await listTrail(who, wish, zone, batch);
	let started = false;
	const encoder = new TextEncoder();
	return new ReadableStream<Uint8Array>({
		async pull(to) {
			const first = started ? "" : byteOrderMark + csvLine(head);
			started = true;
			to.enqueue(encoder.encode(first + page.changes.map((change) => csvLine(cells(change, zone))).join("")));
			if (!page.next) return to.close();
			page = await listTrail(who, { ...wish, after: page.next }, zone, batch);
		},
	});
}

function cells(change: Change, zone: string): string[] {
	return [
		localTime(change.at, zone).replace("T", " "),
		whoOf(change),
		change.teacher ?? "",
		titleOf(change),
		linesOf(change, { zone, hour12: false }).join("\n"),
		change.reason ?? "",
	];
}
