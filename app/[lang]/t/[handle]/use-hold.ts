"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Hold } from "@/lib/bookings/schema";
import type { Slot } from "@/lib/slots/schema";
import { minutesBetween } from "@/lib/time";
import { type No, newKey, send, sendAndForget } from "../../../_ui/send.ts";
import type { Wait } from "../../../_ui/wait.ts";
import { serverClock } from "./fetch-slots.ts";
import type { Host } from "./host.ts";

/** A hold, and whose it became where any of a team would do. */
export type HostHold = Hold & { teacher?: string };

/** Where a hold is asked for, and by which words. */
type Claim = { path: string; wishFor: (slot: Slot) => object };

export function claimOf(
	{ handle, members }: Host,
	what: { type: string; minutes: number | undefined; opening: string | undefined },
): Claim {
	const { type, minutes, opening } = what;
	if (members)
		return { path: "/api/team-holds", wishFor: (slot) => ({ team: handle, type, ...ofTeam(slot) }) };
	const wish = { teacher: handle, type, ...(minutes && { durationMinutes: minutes }) };
	return {
		path: "/api/holds",
		wishFor: ({ startsAt }) => ({ ...wish, startsAt, ...(opening && { opening }) }),
	};
}

/** What is usual may differ between those of a team: so the length that was shown is always said. */
export function ofTeam({ startsAt, endsAt }: Slot): { startsAt: string; durationMinutes: number } {
	return { startsAt, durationMinutes: minutesBetween(startsAt, endsAt) };
}

/** Where somebody stands on the way from a time to a booking. `until` is by this browser's clock. */
export type Phase =
	| { at: "closed" }
	| { at: "holding"; slot: Slot; wait?: Wait }
	| { at: "held"; slot: Slot; hold: HostHold; until: number }
	| { at: "gone"; slot: Slot; no: No }
	| { at: "failed"; slot: Slot; no: No; key: string };

export type HoldFlow = ReturnType<typeof useHold>;

/**
 * Takes a hold on a time, keeps it while it is needed and gives it back when it is not. `refresh` is called whenever
 * what is free has changed by it. `bell` is when bookings have opened while this page was looked at, if they have.
 */
export function useHold(claim: Claim, refresh: () => void, bell: string | null) {
	const [phase, setPhase] = useState<Phase>({ at: "closed" });
	const mine = useRef<string>(undefined);
	// Answers that come after somebody went on to something else must not disturb it.
	const turn = useRef(0);

	const close = useCallback(() => {
		turn.current++;
		const hold = mine.current;
		mine.current = undefined;
		setPhase({ at: "closed" });
		if (hold) void send("/api/releases", { hold }, { tries: 2 }).then(refresh);
	}, [refresh]);

	useReleaseOnLeave(mine, turn, setPhase);

	async function pick(slot: Slot, key = newKey()) {
		close();
		const own = turn.current;
		setPhase({ at: "holding", slot });
		const ask = () =>
			send<HostHold>(claim.path, claim.wishFor(slot), {
				key,
				onWait: (wait) => own === turn.current && setPhase({ at: "holding", slot, wait }),
			});
		let answer = await ask();
		// A tap at the very bell may be a moment ahead of the database's clock.
		for (let tries = 0; answer.no?.code === "CLOSD" && justRang(bell) && tries < 5; tries++) {
			await new Promise((wake) => setTimeout(wake, 200));
			answer = await ask();
		}
		if (own !== turn.current) {
			if (answer.data) sendAndForget("/api/releases", { hold: answer.data.hold });
			return;
		}
		if (answer.data) {
			mine.current = answer.data.hold;
			setPhase({ at: "held", slot, hold: answer.data, until: untilBy(answer.data, answer.serverNow) });
		} else if (isGone(answer.no)) {
			lose(slot, answer.no);
		} else {
			setPhase({ at: "failed", slot, no: answer.no, key });
		}
	}

	/** Gives the "no", if that is the answer. */
	async function extend(): Promise<No | undefined> {
		if (phase.at !== "held") return undefined;
		const own = turn.current;
		const answer = await send<Hold>("/api/extensions", { hold: phase.hold.hold }, { key: newKey() });
		if (own !== turn.current) return undefined;
		if (answer.data) {
			setPhase({
				...phase,
				hold: { ...phase.hold, ...answer.data },
				until: untilBy(answer.data, answer.serverNow),
			});
		} else if (isGone(answer.no)) {
			lose(phase.slot, answer.no);
		}
		return answer.no;
	}

	function lose(slot: Slot, no: No) {
		mine.current = undefined;
		setPhase({ at: "gone", slot, no });
		refresh();
	}

	/** From here on the server decides about this hold, and leaving the page must not give it back. */
	function letGo() {
		mine.current = undefined;
	}

	function keep(hold: string) {
		mine.current = hold;
	}

	return { phase, pick, extend, close, lose, letGo, keep };
}

const gone = new Set(["TAKEN", "LAPSD", "GONE0", "CLOSD", "LATE0"]);

/** Somebody else has it, it is not offered any more, or has passed: there is nothing left to try with this one. */
export function isGone(no: No): boolean {
	return gone.has(no.code);
}

function untilBy(hold: Hold, serverNow: number): number {
	return Date.now() + Date.parse(hold.heldUntil) - serverNow;
}

function justRang(bell: string | null): boolean {
	const now = serverClock.now();
	return bell !== null && now !== undefined && Math.abs(now - Date.parse(bell)) < 3_000;
}

type Mine = { current: string | undefined };

function useReleaseOnLeave(mine: Mine, turn: { current: number }, setPhase: (phase: Phase) => void) {
	useEffect(() => {
		const leave = () => {
			turn.current++;
			if (mine.current) sendAndForget("/api/releases", { hold: mine.current });
			mine.current = undefined;
			setPhase({ at: "closed" });
		};
		addEventListener("pagehide", leave);
		return () => {
			removeEventListener("pagehide", leave);
			leave();
		};
	}, [mine, turn, setPhase]);
}
