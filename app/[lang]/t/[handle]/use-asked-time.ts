"use client";

import { useEffect, useRef } from "react";
import type { Slot } from "@/lib/slots/schema";
import { dayOf, daysBetween } from "@/lib/time";
import { useQueryParam } from "../../../_ui/use-stored.ts";

/** As far as any type can be booked. */
const lastPage = 104;

/**
 * The time that the address asks for, as a link in a mail does, and on which page of weeks it is. Read in the browser alone, so
 * that the page stays everybody's; and nothing is held before somebody taps it, since what looks through mails opens links, too.
 */
export function useAskedTime(now: number, zone: string) {
	const [said, choose] = useQueryParam("at");
	const at = Date.parse(said);
	const is = at > now && /^20\d\d-\d\d-\d\dT/.test(said);
	const page = is ? Math.floor(daysBetween(dayOf(now, zone), dayOf(at, zone)) / 7) : 0;
	return { at: is ? at : undefined, page: Math.min(page, lastPage), forget: () => choose("") };
}

/** Which of these it is. */
export function findAsked(slots: Slot[], at: number | undefined): string | undefined {
	return slots.find(({ startsAt }) => Date.parse(startsAt) === at)?.startsAt;
}

/** A ref of what has the button of the time in it, which is brought into view and gets the focus, once. */
export function useBroughtToAsked(asked: string | undefined) {
	const within = useRef<HTMLDivElement>(null);
	const done = useRef(false);
	useEffect(() => {
		const button = within.current?.querySelector<HTMLElement>(`[data-starts-at="${asked}"]`);
		if (!asked || !button || done.current) return;
		done.current = true;
		button.scrollIntoView({ block: "center" });
		button.focus({ preventScroll: true });
	}, [asked]);
	return within;
}
