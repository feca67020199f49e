import type { ReactNode } from "react";
import { openRules } from "@/lib/rules/open-rules";
import type { Rules } from "@/lib/rules/schema";
import { DeskDoor } from "../desk-door.tsx";
import { HoursNav, type HoursPart } from "./hours-nav.tsx";
import { OutsideBookings } from "./outside-bookings.tsx";

type Props = { part: HoursPart; children: (rules: Rules) => ReactNode };

/** Lets a teacher in to one part of what decides when they can be booked, under the bookings that it leaves to be settled. */
export function HoursDoor({ part, children }: Props) {
	return (
		<DeskDoor page="hours" title="Your hours">
			{async (who) => {
				const rules = await openRules(who);
				return (
					<>
						<HoursNav part={part} />
						<OutsideBookings outside={rules.outside} home={rules.timeZone} />
						{children(rules)}
					</>
				);
			}}
		</DeskDoor>
	);
}
