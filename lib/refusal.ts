/**
 * Every "no" that Firstbell says on purpose: the code that SQL raises as its SQLSTATE, the HTTP status, and what a
 * person is told. Anything that is not in this table is a bug and stays loud. docs/refusals.md explains them.
 */
export const refusals = {
	TAKEN: { status: 409, message: "Somebody was a moment faster: this time is taken." },
	REUSE: { status: 409, message: "This Idempotency-Key was used with another request. Use a new key." },
	CLASH: { status: 409, message: "There is already a booking in this name at that time." },
	STALE: {
		status: 409,
		message: "This was changed somewhere else meanwhile. Reload to see it, then save again.",
	},
	GONE0: { status: 409, message: "This time is not offered any more." },
	FREE0: { status: 409, message: "There is no need to wait: one of these times is free. Just book it." },
	LAPSD: { status: 410, message: "The time that was held for you has run out, and somebody else took it." },
	CLOSD: { status: 422, message: "This time cannot be booked: it is past, or bookings are not open for it." },
	LATE0: { status: 422, message: "It is too late for that now. Please contact the teacher." },
	AHEAD: {
		status: 409,
		message: "Something is still to come. Cancel it first, and let the mails go out.",
	},
	LIMIT: { status: 422, message: "That is as many as one person can have here." },
	INVAL: { status: 422, message: "Something in this request needs mending." },
	PARSE: { status: 400, message: "This request cannot be read. Send one JSON object in UTF-8." },
	LARGE: { status: 413, message: "This request is too large." },
	MEDIA: { status: 415, message: "Send JSON, with Content-Type: application/json." },
	QUEUE: { status: 403, message: "It is not your turn yet. Turns are given in the waiting room." },
	HUMAN: {
		status: 403,
		message: "We could not tell that a person is asking. Please try once more, or ask the school.",
	},
	DNIED: { status: 403, message: "This is not yours to see or change." },
	ORIGN: { status: 403, message: "This request did not come from a Firstbell page." },
	SIGIN: { status: 401, message: "Please sign in." },
	WRONG: { status: 401, message: "This code is wrong or has run out. Ask for a new one." },
	NTFND: { status: 404, message: "There is nothing here. Perhaps the link is old or not complete." },
	SLOWD: { status: 429, message: "That was a little fast. Please try again in a moment." },
	BUSY0: { status: 503, message: "Many people are here just now. Please try again in a moment." },
} as const;

export type RefusalCode = keyof typeof refusals;

/** What a person is told instead where SQL says why, which is in the answer as `error.why`. */
export const reasons = {
	missed:
		"Some appointments with this teacher were missed lately, so the next one is arranged in person. Please ask the teacher or the school’s office.",
} as const;

export function isReason(why: unknown): why is keyof typeof reasons {
	return typeof why === "string" && Object.hasOwn(reasons, why);
}

/** A "no" on its way to the person who asked. `detail` joins the answer's `error`. */
export class Refusal extends Error {
	readonly code: RefusalCode;
	/** All that a page in production is told of an error: app/[lang]/error.tsx finds the code there. */
	readonly digest: string;
	readonly detail: Record<string, unknown>;

	constructor(code: RefusalCode, detail: Record<string, unknown> = {}) {
		super(refusals[code].message);
		this.name = "Refusal";
		this.code = code;
		this.digest = code;
		this.detail = detail;
	}
}

export function isRefusalCode(code: unknown): code is RefusalCode {
	return typeof code === "string" && Object.hasOwn(refusals, code);
}
