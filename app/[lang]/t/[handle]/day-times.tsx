import { useLocale, useTranslations } from "next-intl";
import type { Language } from "@/lib/languages/languages";
import type { Words } from "@/lib/languages/words";
import type { Slot } from "@/lib/slots/schema";
import { type Day, sameClock } from "@/lib/time";
import { clock, dayLabel, zoneCity } from "@/lib/time-words";
import { timeButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { OtherClock } from "./other-clock.tsx";

type Props = {
	day: Day;
	today: boolean;
	slots: Slot[];
	/** Of what these are the times. */
	type: string;
	/** How many people one time has room for; above one, the free seats are shown. */
	seats: number;
	viewer: Viewer;
	/** The teacher's zone, shown beside where its clocks differ. */
	home: string;
	busy?: string | undefined;
	/** Without it, and while there is no script, a time is asked for with the form around it. */
	onPick?: (slot: Slot) => void;
	/** To be looked at, and not to be taken yet. */
	closed?: boolean;
	/** Nothing is free, and something is taken. */
	full?: boolean;
	/** The start that the link asks for. */
	asked?: string | undefined;
};

/** One day of the timetable. */
export function DayTimes({
	day,
	today,
	slots,
	type,
	seats,
	viewer,
	home,
	busy,
	onPick,
	closed = false,
	full = false,
	asked,
}: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	const [weekday, date, month] = dayLabel(day, "short", language).split(" ");
	const spoken = speaker({ day, seats, viewer, home }, words, language);
	return (
		<section
			aria-label={dayLabel(day, "long", language)}
			className={`border-line lg:border-l lg:px-1.5 lg:first:border-l-0 ${slots.length ? "" : full ? "max-lg:flex max-lg:items-baseline max-lg:gap-3" : "max-lg:hidden"}`}
		>
			<h3
				className={`sticky top-0 z-1 mb-2 flex items-baseline gap-1.5 bg-paper py-2 lg:flex-col lg:items-center lg:gap-0 lg:border-b-2 ${
					today ? "lg:border-brass" : "lg:border-line"
				}`}
			>
				<span className="text-soft lg:text-sm lg:font-medium">{today ? words("day.today") : weekday}</span>
				<span className="lg:text-2xl">
					{date}
					<span className="lg:sr-only"> {month}</span>
				</span>
			</h3>
			{slots.length ? (
				<ul className="grid grid-cols-3 gap-2 sm:grid-cols-5 lg:grid-cols-1">
					{slots.map((slot) => (
						<li key={`${slot.startsAt} ${slot.endsAt}`}>
							<button
								type="submit"
								name="slot"
								value={`${type}/${slot.startsAt}`}
								ref={handOverFocus}
								data-starts-at={slot.startsAt}
								aria-label={spoken(slot)}
								aria-current={asked === slot.startsAt ? "true" : undefined}
								aria-busy={busy === slot.startsAt}
								aria-disabled={closed}
								onClick={() => closed || onPick?.(slot)}
								className={timeButton}
							>
								{clock(slot.startsAt, viewer.zone, viewer.hour12)}
								<OtherClock at={slot.startsAt} viewer={viewer} home={home} />
								{seats > 1 && (
									<small className="text-xs font-normal">
										{words("day.left", { count: slot.seatsLeft })}
									</small>
								)}
							</button>
						</li>
					))}
				</ul>
			) : (
				<p className="text-sm text-soft lg:pt-2 lg:text-center">{words(full ? "day.full" : "day.none")}</p>
			)}
		</section>
	);
}

type Column = Pick<Props, "day" | "seats" | "viewer" | "home">;

/** `9:00, Monday 30 November, 8:00 in London, 3 left`: what a button says to those who do not see its column. */
function speaker({ day, seats, viewer, home }: Column, words: Words<"board">, language: Language) {
	const { zone, hour12 } = viewer;
	return (slot: Slot): string => {
		const { startsAt, seatsLeft } = slot;
		const said = [clock(startsAt, zone, hour12), dayLabel(day, "long", language)];
		if (!sameClock(startsAt, zone, home)) {
			said.push(words("day.there", { time: clock(startsAt, home, hour12), city: zoneCity(home) }));
		}
		if (seats > 1) said.push(words("day.left", { count: seatsLeft }));
		return said.join(", ");
	};
}
