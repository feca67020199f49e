import Link from "next/link";
import type { Ahead } from "@/lib/desk/schema";
import { dayOf } from "@/lib/time";
import { dayLabel, momentLabel } from "@/lib/time-words";
import { Notice } from "../../../_ui/notice.tsx";
import { isOnItsWay } from "./use-erase.ts";

/** What is still to come, and what to do about it. */
export function AheadNote({ ahead, zone }: { ahead: Ahead; zone: string }) {
	const { bookings, begun, holds, openings, mails, until } = ahead;
	if (isOnItsWay(ahead))
		return (
			<Notice>
				{bookings > 0
					? `${counted(bookings, "booking has", "bookings have")} begun, and ${bookings === 1 ? "goes" : "go"} on${until ? ` until ${momentLabel(until, zone, false)}` : ""}.`
					: mails > 0
						? `${counted(mails, "mail is", "mails are")} still on the way, so that everybody hears whom it is about.`
						: `${counted(holds, "person is", "people are")} filling in a form just now. They have some minutes for it.`}{" "}
				Deleting goes on by itself when that is over; you may also close this and come back later.
			</Notice>
		);
	return (
		<Notice tone="brass">
			<ul className="grid gap-1">
				{bookings > begun && (
					<li>
						{counted(bookings, "booking is", "bookings are")} to come or going on
						{until && `, ${bookings === 1 ? "" : "the last "}on ${dayLabel(dayOf(until, zone), "long")}`}.
					</li>
				)}
				{openings > 0 && (
					<li>
						{counted(openings, "opening is", "openings are")} running.{" "}
						<Link href="/desk/openings" className="underline underline-offset-4">
							End it first
						</Link>
						, or wait until it closes.
					</li>
				)}
			</ul>
		</Notice>
	);
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
