import { useLocale } from "next-intl";
import type { Slot } from "@/lib/slots/schema";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { timeButton } from "../../../../_ui/button.ts";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import { OtherClock } from "../other-clock.tsx";

type Props = {
	slots: Slot[];
	viewer: Viewer;
	home: string;
	/** What a button sends to the form around it. */
	name: string;
	value: (slot: Slot) => string;
};

/** A few times on any day, the nearest first, each a button of the form around them. */
export function NearTimes({ slots, viewer, home, name, value }: Props) {
	const language = useLocale();
	return (
		<ul className="grid gap-2">
			{slots.map((slot) => (
				<li key={slot.startsAt}>
					<button
						type="submit"
						name={name}
						value={value(slot)}
						data-starts-at={slot.startsAt}
						className={`${timeButton} min-h-13 text-lg`}
					>
						<span>
							{dayLabel(dayOf(slot.startsAt, viewer.zone), "short", language)},{" "}
							{clock(slot.startsAt, viewer.zone, viewer.hour12)}
						</span>
						<OtherClock at={slot.startsAt} viewer={viewer} home={home} />
					</button>
				</li>
			))}
		</ul>
	);
}
