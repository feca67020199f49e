import { isoInstant } from "../instant.ts";
import type { Desk } from "./schema.ts";

/** What app.requests_of and app.requests_in give. */
export type RequestsAnswer = { waiting: number; decide_until: string | null; lapsed: number };

export function readRequests({ waiting, decide_until, lapsed }: RequestsAnswer): Desk["requests"] {
	return { waiting, decideUntil: decide_until && isoInstant(decide_until), lapsed };
}
