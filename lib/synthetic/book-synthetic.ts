import "server-only";
import { callApart } from "../db.ts";
import { log } from "../log.ts";
import { type Door, knock, NotOpened } from "./knock.ts";
import { nextStart } from "./next-start.ts";

type Claim = { minute: string; id: string; teacher: string; type: string; email: string };

/** How a round went: `failedAt` the door that did not open, and `code` why; neither of one that booked and cancelled. */
export type Round = { durationMs: number; failedAt: Door | null; code: string | null };

/**
 * Looks for a time, holds it, books it and cancels it as a browser does, at a teacher who is in no directory, and writes down
 * how that went. What was booked is deleted after it, and nobody is written to. Null where this minute has had its round.
 */
export async function bookSynthetic(): Promise<Round | null> {
	const claim = await callApart<Claim | null>("begin_synthetic");
	if (!claim) return null;
	const from = performance.now();
	const no = await walk(claim);
	const durationMs = Math.round(performance.now() - from);
	if (no) log("error", "the synthetic booker cannot book", { code: no.code, door: no.door, ms: durationMs });
	await callApart("end_synthetic", claim.minute, durationMs, no?.door ?? null, no?.code ?? null);
	return { durationMs, failedAt: no?.door ?? null, code: no?.code ?? null };
}

/** Through all doors one after another; gives the one that did not open. */
async function walk({ id, teacher, type, email }: Claim): Promise<NotOpened | undefined> {
	try {
		const startsAt = await nextStart(teacher, type);
		const { hold } = await knock("hold", `${id}-hold`, { teacher, type, startsAt });
		const who = { name: "Synthetic Booker", email, timeZone: "UTC" };
		const booked = await knock("book", `${id}-book`, { hold, ...who });
		await knock("cancel", `${id}-cancel`, { booking: booked.ref });
		return undefined;
	} catch (no) {
		if (no instanceof NotOpened) return no;
		throw no;
	}
}
