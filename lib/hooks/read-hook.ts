import "server-only";
import { isoInstant } from "../instant.ts";
import { unlocked } from "../locked.ts";
import type { Delivery, Hook } from "./schema.ts";

type DeliveryAnswer = Pick<Delivery, "id" | "event" | "attempts" | "status" | "error"> & {
	booking_id: string;
	created_at: string;
	due_at: string;
	told_at: string | null;
	given_up_at: string | null;
};

/** What app.describe_hook gives. */
export type HookAnswer = Pick<Hook, "id" | "version" | "events" | "failures"> & {
	sealed_url: string;
	off_at: string | null;
	failing_since: string | null;
	old_until: string | null;
	given_up: number;
	deliveries: DeliveryAnswer[];
};

/** What addresses and secrets are locked for. The secret has to be read again, since each delivery is signed with it. */
export const urlPurpose = "hook address";
export const secretPurpose = "hook secret";

export function readHook(answer: HookAnswer): Hook {
	const url = unlocked(urlPurpose, answer.id, answer.sealed_url) ?? "";
	return {
		id: answer.id,
		version: answer.version,
		host: URL.parse(url)?.host ?? "an address that is lost",
		events: answer.events,
		isOn: answer.off_at === null,
		failures: answer.failures,
		failingSince: answer.failing_since && isoInstant(answer.failing_since),
		oldUntil: answer.old_until && isoInstant(answer.old_until),
		givenUp: answer.given_up,
		deliveries: answer.deliveries.map(readDelivery),
	};
}

function readDelivery(row: DeliveryAnswer): Delivery {
	const { id, event, attempts, status, error } = row;
	return {
		...{ id, event, attempts, status, error },
		bookingId: row.booking_id,
		createdAt: isoInstant(row.created_at),
		state: row.told_at ? "told" : row.given_up_at ? "given up" : "waiting",
		at: isoInstant(row.told_at ?? row.given_up_at ?? row.due_at),
	};
}
