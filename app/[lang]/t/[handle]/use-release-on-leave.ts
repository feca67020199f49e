"use client";

import { useEffect } from "react";
import { sendAndForget } from "../../../_ui/send.ts";
import type { Phase } from "./hold-phase.ts";
import { keepHold } from "./kept-hold.ts";

type Mine = { current: string | undefined };

/** Gives back what is held when the page is left, as far as a page can still say so. */
export function useReleaseOnLeave(mine: Mine, turn: { current: number }, setPhase: (phase: Phase) => void) {
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
