import type { z } from "zod";
import type { RefusalCode } from "../refusal.ts";
import type { Scope } from "../token.ts";

/** A schema under the name by which it is shown. */
type Named = Record<string, z.ZodType>;

/** How a route is asked, and what it gives and refuses. */
type Said = {
	params?: z.ZodObject;
	query?: z.ZodObject;
	body?: Named;
	/** Whether an Idempotency-Key has to come along. */
	keyed?: true;
	/** With nothing, it says nothing. */
	answer?: Named;
	/** 200 where it is not said. */
	status?: 201 | 204;
	/** Of an answer that is not JSON. */
	media?: string;
	/** What it refuses by itself; what any of its kind does comes beside. */
	refusals?: RefusalCode[];
};

/** A route that programs may count on. What it says here is what is shown of it, and tests hold it to that. */
export type ApiRoute = Said & {
	/** `GET /api/slots/{teacher}/{type}/{week}` */
	at: `${"GET" | "POST" | "PUT"} /api/${string}`;
	/** What a client calls it. */
	name: string;
	/** What a token has to be good for; null where none is needed. */
	scope: Scope | null;
	summary: string;
};

export function route(
	at: ApiRoute["at"],
	name: string,
	scope: Scope | null,
	summary: string,
	said: Said,
): ApiRoute {
	return { at, name, scope, summary, ...said };
}

/** What a route may refuse, with what any of its kind does. */
export function refusalsOf({ scope, params, query, body, refusals = [] }: ApiRoute): RefusalCode[] {
	return [
		...new Set<RefusalCode>([
			...(body ? (["INVAL", "PARSE", "LARGE", "MEDIA"] as const) : []),
			...(params || query ? (["INVAL"] as const) : []),
			...(scope ? (["SIGIN", "DNIED", "SLOWD"] as const) : []),
			...refusals,
			"BUSY0",
		]),
	];
}
