import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import type { ExportDesk } from "./export-schema.ts";
import { listBookings } from "./list-bookings.ts";

/** As many as are asked for at once. */
const batch = 500;

/**
 * All that is held of a teacher, or of a school, as one JSON object with the bookings last, page by page. The first page is there
 * before the first byte, so that a refusal can still be said. Refuses DNIED.
 */
export async function exportDesk(who: DeskUser, of: ExportDesk["of"]): Promise<ReadableStream<Uint8Array>> {
	const wish = { from: "2000-01-01", ...(of === "school" && { team: "*" }) };
	const about =
		of === "school"
			? await call<object>("export_school", who.userId)
			: await call<object>("export_desk", who.userId);
	let page = await listBookings(who, wish, "UTC", batch);
	let text = `${JSON.stringify(about).slice(0, -1)},"bookings":[`;
	const encoder = new TextEncoder();
	return new ReadableStream({
		async pull(to) {
			text += page.bookings.map((booking) => `\n${JSON.stringify(booking)}`).join(",");
			to.enqueue(encoder.encode(page.next ? `${text},` : `${text}\n]}\n`));
			text = "";
			if (!page.next) return to.close();
			page = await listBookings(who, { ...wish, after: page.next }, "UTC", batch);
		},
	});
}
