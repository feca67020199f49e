"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Hold } from "@/lib/bookings/schema";
import type { Slot } from "@/lib/slots/schema";
import { type Answer, type No, newKey, send, sendAndForget } from "../../../_ui/send.ts";
import type { Wait } from "../../../_ui/wait.ts";
import type { Claim, HostHold } from "./claim.ts";
import { serverClock } from "./fetch-slots.ts";
import { keepHold, keptHold, type LeftHold } from "./kept-hold.ts";
import type { LeftHolds } from "./use-left-holds.ts";
import { useRelease } from "./use-release.ts";

/** Where somebody stands on the way from a time to a booking. `until` is by this browser's clock. */
export type Phase =
	| { at: "closed" }
	| { at: "holding"; slot: Slot; wait?: Wait }
	| { at: "held"; slot: Slot; hold: HostHold; until: number; left: LeftHold }
	| { at: "gone"; slot: Slot; no: No }
	| { at: "failed"; slot: Slot; no: No; key: string };

export type HoldFlow = ReturnType<typeof useHold>;

type Around = {
	/** Called whenever what is free has changed by it. */
	refresh: () => void;
	/** When bookings have opened while this page was looked at, if they have. */
	bell: string | null;
	left: LeftHolds;
};

/** Takes a hold on a time, keeps it while it is needed and gives it back when it is not. */
export function useHold(claim: Claim, { refresh, bell, left }: Around) {
	const [phase, setPhase] = useState<Phase>({ at: "closed" });
	const mine = useRef<string>(undefined);
	// Answers that come after somebody went on to something else must not disturb it.
	const turn = useRef(0);
	// Of what nobody knows whether it was held: asked for again, it is the same.
	const unsure = useRef<{ wish: string; key: string }>(undefined);
	const { forget } = left;
	const { release, released } = useRelease(refresh, forget);

	const drop = useCallback(
		(hold: string | undefined) => {
			if (!hold) return;
			forget(hold);
			void release(hold);
		},
		[forget, release],
	);

	const close = useCallback(() => {
		turn.current++;
		setPhase({ at: "closed" });
		drop(mine.current);
		mine.current = undefined;
	}, [drop]);

	useReleaseOnLeave(mine, turn, setPhase);

	async function pick(slot: Slot, again?: string) {
		close();
		const own = turn.current;
		setPhase({ at: "holding", slot });
		const wish = JSON.stringify([claim.path, claim.wishFor(slot)]);
		const key = again ?? (unsure.current?.wish === wish ? unsure.current.key : newKey());
		// One that this tab was left with would be in the way, or be of no use to anybody.
		drop(keptHold()?.hold.hold);
		await released();
		const answer = await claimed(slot, key, own);
		unsure.current = answer.no?.code === "UNSURE" ? { wish, key } : undefined;
		if (own !== turn.current) {
			if (answer.data) sendAndForget("/api/releases", { hold: answer.data.hold });
			return;
		}
		if (answer.data) {
			have(slot, answer.data, untilBy(answer.data, answer.serverNow));
		} else if (isGone(answer.no)) {
			lose(slot, answer.no);
		} else {
			setPhase({ at: "failed", slot, no: answer.no, key });
			// It may be a hold that is in the way, and can be gone on with or given back.
			if (answer.no.code === "LIMIT") left.ask().catch(() => {});
		}
	}

	async function claimed(slot: Slot, key: string, own: number): Promise<Answer<HostHold>> {
		const ask = (key: string) =>
			send<HostHold>(claim.path, claim.wishFor(slot), {
				key,
				onWait: (wait) => own === turn.current && setPhase({ at: "holding", slot, wait }),
			});
		let answer = await ask(key);
		// A tap at the very bell may be a moment ahead of the database's clock.
		for (let tries = 0; answer.no?.code === "CLOSD" && justRang(bell) && tries < 5; tries++) {
			await new Promise((wake) => setTimeout(wake, 200));
			answer = await ask(key);
		}
		// It was held when nobody heard of it, and has run out since.
		const over = answer.data && untilBy(answer.data, answer.serverNow) <= Date.now();
		return over ? ask(newKey()) : answer;
	}

	function have(slot: Slot, hold: HostHold, until: number) {
		const { pathname } = location;
		const left = { hold, until, whom: claim.whom(hold), path: pathname, type: claim.type };
		mine.current = hold.hold;
		keepHold(left);
		setPhase({ at: "held", slot, hold, until, left });
	}

	/** Opens the form of a hold of this board that was left. */
	function goOn({ hold, until }: LeftHold) {
		close();
		const { startsAt, endsAt } = hold;
		have({ startsAt, endsAt, seatsLeft: 1 }, hold, until);
	}

	/** Gives the "no", if that is the answer. */
	async function extend(): Promise<No | undefined> {
		if (phase.at !== "held") return undefined;
		const own = turn.current;
		const answer = await send<Hold>("/api/extensions", { hold: phase.hold.hold }, { key: newKey() });
		if (own !== turn.current) return undefined;
		if (answer.data) {
			have(phase.slot, { ...phase.hold, ...answer.data }, untilBy(answer.data, answer.serverNow));
		} else if (isGone(answer.no)) {
			lose(phase.slot, answer.no);
		}
		return answer.no;
	}

	function lose(slot: Slot, no: No) {
		if (phase.at === "held") forget(phase.hold.hold);
		letGo();
		setPhase({ at: "gone", slot, no });
		refresh();
	}

	/** From here on the server decides about this hold, and leaving the page must not give it back. */
	function letGo() {
		mine.current = undefined;
		keepHold(null);
	}

	/** It was not decided, and is what it was. */
	function keep() {
		if (phase.at !== "held") return;
		mine.current = phase.hold.hold;
		keepHold(phase.left);
	}

	return { phase, pick, goOn, giveBack: release, extend, close, lose, letGo, keep };
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
			if (mine.current) {
				sendAndForget("/api/releases", { hold: mine.current });
				keepHold(null);
			}
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
