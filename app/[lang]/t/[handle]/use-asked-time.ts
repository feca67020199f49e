"use client";

import { useEffect, useRef, useState } from "react";
import type { Slot } from "@/lib/slots/schema";
import { dayOf, daysBetween } from "@/lib/time";
import { useHashParam } from "../../../_ui/use-stored.ts";

/** As far as any type can be booked. */
const lastPage = 104;

/**
 * The time that a link asks for, as in a mail, and which page of weeks is shown: first that time's. It is behind the "#", so that
 * the page stays everybody's at the edge, too; and nothing is held before somebody taps it, since what looks through mails opens
 * links, too. `isMeant` is whether what is shown is of the type and as long as the link asks for.
 */
export function useAskedTime(now: number, zone: string, isMeant: boolean) {
	const [said, drop] = useHashParam("at");
	const [turned, turnTo] = useState<number>();
	// Another link to this page was opened.
	useEffect(() => {
		const begin = () => turnTo(undefined);
		addEventListener("hashchange", begin);
		return () => removeEventListener("hashchange", begin);
	}, []);
	const at = Date.parse(said);
	const is = isMeant && at > now && /^20\d\d-\d\d-\d\dT/.test(said);
	const first = is ? Math.floor(daysBetween(dayOf(now, zone), dayOf(at, zone)) / 7) : 0;
	const page = turned ?? Math.min(first, lastPage);
	/** One goes on to something else, in the week that is shown. */
	function forget() {
		if (!said) return;
		turnTo(page);
		drop();
	}
	return { at: is && page === first ? at : undefined, page, turnTo, forget };
}

/** Which of these it is. */
export function findAsked(slots: Slot[], at: number | undefined): string | undefined {
	return slots.find(({ startsAt }) => Date.parse(startsAt) === at)?.startsAt;
}

/** A ref of what has the button of the time in it, which is brought into view and gets the focus, once for each. */
export function useBroughtToAsked(asked: string | undefined) {
	const within = useRef<HTMLDivElement>(null);
	const done = useRef<string>(undefined);
	useEffect(() => {
		const button = within.current?.querySelector<HTMLElement>(`[data-starts-at="${asked}"]`);
		if (!asked || !button || done.current === asked) return;
		done.current = asked;
		button.scrollIntoView({ block: "center" });
		button.focus({ preventScroll: true });
	}, [asked]);
	return within;
}
