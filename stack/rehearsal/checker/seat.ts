/**
 * One thing that happened to a slot, or that somebody was told of it, between two moments in ms. What is not `isSure`
 * may never have happened; what was never answered has `to` Infinity.
 */
export type Step = {
	act: "take" | "confirm" | "extend" | "release" | "cancel" | "full" | "look";
	/** Whose: its place among the slot's claims. -1 for who was told that it is full and has nothing. */
	claim: number;
	from: number;
	to: number;
	isSure: boolean;
	/** Of what is taken or extended: until when it is held. Infinity for a booking. */
	until: number;
	/** Of a look: the states that its answer fits, as bits. */
	fits: number;
	/** Who did it, for a reader. */
	says: string;
};

export type Rules = {
	seats: number;
	/** By how much two readings of the clock may differ, in ms. */
	toleranceMs: number;
	/** By claim: whether it may have been extended by a call that was never answered. */
	isStretchable: boolean[];
};

export const none = 0;
export const held = 1;
export const booked = 2;
export const expired = 3;
export const cancelled = 4;

/** Where each claim of a slot stands, and how many seats they take. Never changed, only followed by another. */
export type State = { status: Uint8Array; until: Float64Array; taken: number };

export const empty = (claims: number): State => ({
	status: new Uint8Array(claims),
	until: new Float64Array(claims),
	taken: 0,
});

/** What may follow from a step: nothing where it cannot happen now, and the same state where it changes nothing. */
export function after(step: Step, now: State, rules: Rules): State[] {
	const status = now.status[step.claim] ?? none;
	switch (step.act) {
		case "take":
			return status === none ? afterTaking(step, now, rules) : [];
		case "confirm":
			return status === held ? [changed(now, step.claim, booked)] : [];
		case "extend":
			return status === held
				? [changed(now, step.claim, held, Math.max(step.until, now.until[step.claim] as number))]
				: [];
		case "release":
			if (status === none) return [];
			return status === held ? [changed(now, step.claim, expired)] : [now];
		case "cancel":
			if (status === booked) return [changed(now, step.claim, cancelled)];
			return status === cancelled ? [now] : [];
		case "full":
			return status === none && now.taken - lapsedFor(step, now, rules) >= rules.seats ? [now] : [];
		case "look":
			return step.fits & (1 << status) ? [now] : [];
	}
}

/** A free seat, or else those of the holds that may have run out by then: of one of them, or of several. */
function afterTaking(step: Step, now: State, rules: Rules): State[] {
	const add = (to: State) =>
		changed(to, step.claim, step.until === Number.POSITIVE_INFINITY ? booked : held, step.until);
	if (now.taken < rules.seats) return [add(now)];
	return lapsedBy(step, now, rules).map((lapsed) =>
		add(lapsed.reduce((freed, claim) => changed(freed, claim, expired), now)),
	);
}

/** Which holds may have run out together: all until one moment, though those of which that is not known may be left out. */
function lapsedBy({ to }: Step, { status, until }: State, { toleranceMs, isStretchable }: Rules): number[][] {
	const lapsed = [...status.keys()]
		.filter((i) => status[i] === held && (until[i] as number) - toleranceMs <= to)
		.sort((a, b) => (until[a] as number) - (until[b] as number));
	const fixed = lapsed.filter((i) => !isStretchable[i]);
	let ways = [[], ...fixed.map((_, i) => fixed.slice(0, i + 1))];
	for (const i of lapsed) if (isStretchable[i]) ways = ways.flatMap((way) => [way, [...way, i]]);
	return ways.filter((way) => way.length > 0);
}

/** How many holds had run out for sure before this was sent: none of them is a reason to be refused. */
function lapsedFor({ from }: Step, { status, until }: State, { toleranceMs, isStretchable }: Rules): number {
	let lapsed = 0;
	for (let i = 0; i < status.length; i++)
		if (status[i] === held && (until[i] as number) + toleranceMs < from && !isStretchable[i]) lapsed++;
	return lapsed;
}

const takes = (status: number | undefined) => (status === held || status === booked ? 1 : 0);

function changed(now: State, claim: number, status: number, until?: number): State {
	const next = { ...now, status: now.status.slice() };
	next.taken += takes(status) - takes(now.status[claim]);
	next.status[claim] = status;
	if (until !== undefined) {
		next.until = now.until.slice();
		next.until[claim] = until;
	}
	return next;
}
