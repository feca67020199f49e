import { randomUUID } from "node:crypto";
import { signWait } from "../../../lib/waits/ref.ts";
import { awake } from "../../support/waiting.ts";
import { post } from "./ask.ts";
import { book, booker, rows } from "./school.ts";

/** Somebody who waits for a time that was booked for it; `booking` is whose it is, and `ref` the link that is mailed. */
export type Waited = { id: string; ref: string; email: string; startsAt: string; booking: string };

export async function newWait(teacher: string, startsAt: string, name = "Willa Waits"): Promise<Waited> {
	const booking = await book(teacher, startsAt, booker(`Booked ${randomUUID()}`));
	const email = `${randomUUID()}@waiter.example`;
	const wish = { teacher, type: "lesson", startsAt, name, email, timeZone: awake };
	const said = await post("/api/waits", wish);
	if (said.status !== 201) throw new Error(`does not wait: ${said.status} ${said.text}`);
	const [row] = await rows<{ id: string }>("select id from app.waits where email = $1", [email]);
	const id = row?.id ?? "";
	return { id, ref: signWait({ waitId: id, linkVersion: 1 }), email, startsAt, booking };
}

/** The same, whose turn it is now. */
export async function newOffer(teacher: string, startsAt: string, name?: string): Promise<Waited> {
	const waited = await newWait(teacher, startsAt, name);
	await post("/api/cancellations", { booking: waited.booking });
	return waited;
}

export async function stateOf({ id }: Waited): Promise<string | undefined> {
	const [row] = await rows<{ state: string }>("select state from app.waits where id = $1", [id]);
	return row?.state;
}
