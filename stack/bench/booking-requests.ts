import { randomUUID } from "node:crypto";
import { asAdmin } from "../as-admin.ts";
import type { Stage } from "./line.ts";
import type { Slot } from "./school.ts";

/** A whole booking, as it goes over the wire, by somebody who asks for the first time. */
export function bookingRequest(path: string, { teacher, startsAt }: Slot, { host, origin }: URL): string {
	const who = randomUUID();
	const body = JSON.stringify({
		teacher,
		type: "lesson",
		startsAt,
		name: `Booker ${who}`,
		email: `${who}@booker.example`,
		timeZone: "Europe/Berlin",
	});
	return [
		`POST ${path} HTTP/1.1`,
		`Host: ${host}`,
		`Origin: ${origin}`,
		`Idempotency-Key: ${who}`,
		"Content-Type: application/json",
		`Content-Length: ${Buffer.byteLength(body)}`,
		"",
		body,
	].join("\r\n");
}

/** Mails go out while bookings come in; those that still wait after a round must not be sent during the next one. */
export async function settle({ stack }: Stage, port: number): Promise<void> {
	await asAdmin(stack.adminUrl, (admin) => admin.query("truncate app.mails"));
	// Joins the delivery that runs, and so answers when that has ended.
	const answer = await fetch(`http://127.0.0.1:${port}/api/mail-deliveries`, {
		headers: { authorization: `Bearer ${stack.env.CRON_SECRET}` },
	});
	if (!answer.ok) throw new Error(`/api/mail-deliveries answered ${answer.status}.`);
	await answer.arrayBuffer();
}
