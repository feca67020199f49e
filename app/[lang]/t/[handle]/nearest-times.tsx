import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import type { Slot } from "@/lib/slots/schema";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { plainButton, timeButton } from "../../../_ui/button.ts";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { OtherClock } from "./other-clock.tsx";
import type { HoldFlow } from "./use-hold.ts";

type Props = { message: string; slots: Slot[]; viewer: Viewer; home: string; hold: HoldFlow };

/** The time is gone: the nearest ones that are not, each a tap away from being held. */
export function NearestTimes({ message, slots, viewer, home, hold }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	const id = useId();
	return (
		<div>
			<p role="alert" className="mb-5">
				{message}
			</p>
			{slots.length > 0 && (
				<>
					<h3 id={id} className="mb-3 text-lg">
						{words("hold.closeBy")}
					</h3>
					<ul aria-labelledby={id} className="mb-5 grid gap-2">
						{slots.map((slot) => (
							<li key={`${slot.startsAt} ${slot.endsAt}`}>
								<button
									type="button"
									data-starts-at={slot.startsAt}
									onClick={() => hold.pick(slot)}
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
				</>
			)}
			<button type="button" onClick={hold.close} className={`${plainButton} w-full`}>
				{words("seeAll")}
			</button>
		</div>
	);
}
