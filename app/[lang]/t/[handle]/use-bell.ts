"use client";

import { useState } from "react";
import { useServerNow } from "../../../_ui/use-server-now.ts";
import { serverClock } from "./fetch-slots.ts";

/**
 * Whether bookings are open; before that, in how many milliseconds they are, once the server has said what time it is.
 * `rang` where they opened while somebody was here.
 */
export type Bell = { open: boolean; rang: boolean; inMs: number | undefined; at: string | null };

/**
 * The bell of a type: `opensAt` is null once the lists say that it has rung, and undefined before there are any. It rings
 * here by the server's clock, without a list having to come: what the device's own clock says does not matter.
 */
export function useBell(opensAt: string | null | undefined): Bell {
	const [rung, setRung] = useState<string>();
	const [waited, setWaited] = useState(false);
	if (opensAt && !waited) setWaited(true);
	const opens = Date.parse(opensAt ?? "");
	const now = useServerNow(serverClock, opensAt && rung !== opensAt ? [opens] : []);
	// Once it has rung it has, though a list may set the clock back a little.
	if (opensAt && rung !== opensAt && now !== undefined && now >= opens) setRung(opensAt);
	const inMs = opensAt && now !== undefined ? opens - now : undefined;
	const open = opensAt === null || (opensAt !== undefined && rung === opensAt);
	return { open, rang: open && waited, inMs, at: opensAt ?? null };
}
