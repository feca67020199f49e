import type { Call } from "../call.ts";
import {
	type Claim,
	confirmedBy,
	isBooked,
	isBookedAtOnce,
	perhapsDone,
	type Story,
	slotOf,
} from "./claims.ts";
import { clock } from "./finding.ts";
import { type Ask, heardOf } from "./log.ts";
import type { History } from "./order.ts";
import { outcomeOf } from "./outcome.ts";
import type { Row, Rows } from "./rows.ts";
import { booked, cancelled, expired, held, none, type Step } from "./seat.ts";

const never = Number.POSITIVE_INFINITY;
type Slot = Omit<History, "seats" | "toleranceMs">;

/** What happened to each slot, by what people were told and by what the database knows of what they were not told. */
export function historiesOf({ log, rows, claims }: Story): Slot[] {
	const slots = new Map<string, Slot>();
	const at = (slot: string): Slot => {
		const made = slots.get(slot) ?? { slot, claims: 0, steps: [], isStretchable: [] };
		slots.set(slot, made);
		return made;
	};
	const places = new Map<Ask | null, number>();
	for (const claim of claims) {
		const slot = at(claim.slot);
		const i = slot.claims++;
		places.set(claim.take, i);
		// Also where it is not known until when it was held.
		const isExtended = claim.extensions.some((call) => outcomeOf(call) === "unknown");
		slot.isStretchable.push(isExtended || untilOf(claim, rows) === 0);
		slot.steps.push(...stepsOf(claim, i, rows));
	}
	for (const ask of [...log.takes, ...log.moves]) {
		const name = slotOf(ask);
		for (const call of ask.calls) {
			if (!name || call.code !== "TAKEN") continue;
			at(name).steps.push(step("full", places.get(ask) ?? -1, call));
		}
	}
	for (const { steps } of slots.values()) steps.sort((a, b) => a.from - b.from);
	return [...slots.values()];
}

function stepsOf(claim: Claim, i: number, rows: Rows): Step[] {
	const { take, row, left, confirms, extensions, releases, cancels } = claim;
	const steps: Step[] = [];
	if (take) steps.push({ ...done("take", i, take), until: untilOf(claim, rows) });
	else if (row) steps.push({ ...hidden("take", i, row), isSure: true, until: untilOf(claim, rows) });
	for (const ask of confirmedBy(claim, rows)) steps.push(done("confirm", i, ask));
	for (const call of extensions)
		if (outcomeOf(call) === "done")
			steps.push({ ...step("extend", i, call), until: call.heldUntil ?? never });
	// What was done without anybody being told still shows in the row.
	for (const call of perhapsDone(releases))
		if (outcomeOf(call) === "done" || row?.state === "expired") steps.push(step("release", i, call));
	for (const call of perhapsDone(cancels))
		if (outcomeOf(call) === "done" || row?.state === "cancelled") steps.push(step("cancel", i, call));
	// A seat given back here, and taken where it went, by one call.
	if (left) steps.push(done("cancel", i, left));
	// Nor is there anybody to tell how a row ended that nobody here asked for.
	if (!take && row?.state === "expired") steps.push(hidden("release", i, row));
	if (!take && row?.state === "cancelled") steps.push(hidden("cancel", i, row));

	for (const call of [...confirms.flatMap(({ calls }) => calls), ...extensions]) {
		if (call.code === "LAPSD") steps.push(look(i, call, expired));
		if (call.code === "NTFND") steps.push(look(i, call, none, booked, cancelled));
	}
	for (const call of cancels) if (call.code === "NTFND") steps.push(look(i, call, none, held, expired));
	return steps;
}

/** Until when a seat was taken at first. */
function untilOf(claim: Claim, rows: Rows): number {
	const { take, row } = claim;
	const isBooking = take ? isBookedAtOnce(claim) : isBooked(claim, rows);
	return isBooking ? never : (take?.answer?.heldUntil ?? row?.heldUntil ?? 0);
}

function step(act: Step["act"], claim: number, call: Call): Step {
	const isKnown = outcomeOf(call) !== "unknown";
	const said = isKnown ? `heard ${call.code ?? call.status} ${clock(call.heard)}` : "never answered";
	return {
		act,
		claim,
		from: call.sent,
		to: isKnown ? heardOf(call) : never,
		isSure: isKnown,
		until: 0,
		fits: 0,
		says: `${call.verb} by person ${call.person}, sent ${clock(call.sent)}, ${said}`,
	};
}

/** What was asked with a key: at some time from when it was first sent until the first "yes". */
const done = (act: Step["act"], claim: number, ask: Ask): Step => ({
	...step(act, claim, ask.answer ?? (ask.calls[0] as Call)),
	from: ask.from,
	to: heardOf(ask.answer),
	isSure: true,
});

/** What nobody in the log did, and the database knows of: at some time after the row was made. */
const hidden = (act: Step["act"], claim: number, { id, createdAt }: Row): Step => ({
	act,
	claim,
	from: createdAt,
	to: never,
	isSure: false,
	until: 0,
	fits: 0,
	says: `${act} of ${id} by nobody in the log`,
});

const look = (claim: number, call: Call, ...fits: number[]): Step => ({
	...step("look", claim, call),
	fits: fits.reduce((bits, status) => bits | (1 << status), 0),
});
