import "server-only";
import type { HookEvent } from "../api/hook-event.ts";
import { type BookingRow, readRow } from "../desk/read-row.ts";
import { isoInstant } from "../instant.ts";
import { unlocked } from "../locked.ts";
import { type Reached, reach, Unreached } from "../outbound.ts";
import { secretPurpose, urlPurpose } from "./read-hook.ts";
import type { HookEventType } from "./schema.ts";
import { signatures } from "./secret.ts";
import { lostWords, statusWords, unreachedWords } from "./trouble.ts";

/** What api.take_hook_delivery gives. */
export type DueDelivery = {
	id: string;
	claim: string;
	hook_id: string;
	event: HookEventType;
	created_at: string;
	sealed_url: string;
	sealed_secret: string;
	sealed_old_secret: string | null;
	booking: BookingRow;
};

/** What was answered, if anything was, and what is wrong with that; without an `error` it was taken. */
export type Told = { status: number | null; error: string | null };

const timeoutMs = 10_000;

/** Tells a program one thing, signed as Standard Webhooks has it, and follows it nowhere else. */
export async function tellHook(due: DueDelivery): Promise<Told> {
	const url = unlocked(urlPurpose, due.hook_id, due.sealed_url);
	const secrets = [due.sealed_secret, due.sealed_old_secret].flatMap(
		(sealed) => (sealed && unlocked(secretPurpose, due.hook_id, sealed)) || [],
	);
	if (!url || !secrets.length) return { status: null, error: lostWords };
	const body = JSON.stringify(eventOf(due));
	const seconds = Math.floor(Date.now() / 1000);
	const headers = {
		"content-type": "application/json",
		"webhook-id": due.id,
		"webhook-timestamp": String(seconds),
		"webhook-signature": signatures(secrets, due.id, seconds, body),
	};
	try {
		return toldBy(await reach(url, { headers, body, limitBytes: 0, timeoutMs }));
	} catch (error) {
		if (!(error instanceof Unreached)) throw error;
		return { status: null, error: unreachedWords[error.failure] };
	}
}

const toldBy = ({ status }: Reached): Told => ({
	status,
	error: status >= 200 && status < 300 ? null : statusWords(status),
});

function eventOf({ event, created_at, booking }: DueDelivery): HookEvent {
	return { version: 1, type: event, timestamp: isoInstant(created_at), data: readRow(booking) };
}
