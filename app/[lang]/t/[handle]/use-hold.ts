"use client";

import { useCallback, useRef, useState } from "react";
import type { Hold } from "@/lib/bookings/answer";
import type { Slot } from "@/lib/slots/schema";
import { type Answer, type No, newKey, send, sendAndForget } from "../../../_ui/send.ts";
import type { Claim, HostHold } from "./claim.ts";
import { isGone, justRang, untilBy } from "./hold-answers.ts";
import type { Phase } from "./hold-phase.ts";
import { canTell, keepHold, keptHold, type LeftHold, useFormLock } from "./kept-hold.ts";
import type { LeftHolds } from "./use-left-holds.ts";
import { useRelease } from "./use-release.ts";
import { useReleaseOnLeave } from "./use-release-on-leave.ts";

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
	const { forget } = left;
	const { release, released, before } = useRelease(refresh, forget);

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
	useFormLock(phase.at === "held" ? phase.hold.hold : undefined);

	/** Closes it for good. Of what nobody knows whether it was held, the same request tells, and then it is given back. */
	function leave() {
		close();
		if (phase.at === "failed" && phase.no.code === "UNSURE") void before(giveUp(phase));
	}

	async function giveUp({ slot, key }: Phase & { at: "failed" }) {
		const { data } = await send<HostHold>(claim.path, claim.wishFor(slot), { key, tries: 1 });
		if (data) await release(data.hold);
	}

	async function pick(slot: Slot, key = newKey()) {
		close();
		const own = turn.current;
		setPhase({ at: "holding", slot });
		// One that this tab was left with would be in the way, or be of no use to anybody.
		if (canTell() && keptHold()) drop(left.kept?.hold.hold);
		await released();
		const answer = await claimed(slot, key, own);
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
		for (let tries = 0; answer.no?.code === "CLOSD" && justRang(bell) && tries < 5; tries++) {
			await new Promise((wake) => setTimeout(wake, 200));
			answer = await ask(key);
		}
		// It was held when nobody heard of it, and has run out since.
		const over = answer.data && untilBy(answer.data, answer.serverNow) <= Date.now();
		return over ? ask(newKey()) : answer;
	}

	function have(slot: Slot, hold: HostHold, until: number) {
		mine.current = hold.hold;
		show(slot, hold, until);
	}

	/** What is being confirmed is shown, too, and is not for this page to give back, nor for another to go on with. */
	function show(slot: Slot, hold: HostHold, until: number) {
		const { pathname } = location;
		const left = { hold, until, whom: claim.whom(hold), path: pathname, type: claim.type };
		if (mine.current === hold.hold) keepHold(left);
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
			show(phase.slot, { ...phase.hold, ...answer.data }, untilBy(answer.data, answer.serverNow));
		} else if (isGone(answer.no) && mine.current === phase.hold.hold) {
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

	return { phase, pick, goOn, giveBack: release, extend, close: leave, lose, letGo, keep };
}
