import type { Slot } from "@/lib/slots/schema";
import { type Day, sameClock } from "@/lib/time";
import { clock, dayLabel, zoneCity } from "@/lib/time-words";
import { timeButton } from "../../_ui/button.ts";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import type { Viewer } from "../../_ui/use-viewer.ts";
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
}: Props) {
	const [weekday, date, month] = dayLabel(day).split(" ");
	return (
		<section
			aria-label={dayLabel(day, "long")}
			className={`border-line lg:border-l lg:px-1.5 lg:first:border-l-0 ${slots.length ? "" : "max-lg:hidden"}`}
		>
			<h3
				className={`sticky top-0 z-1 mb-2 flex items-baseline gap-1.5 bg-paper py-2 lg:flex-col lg:items-center lg:gap-0 lg:border-b-2 ${
					today ? "lg:border-brass" : "lg:border-line"
				}`}
			>
				<span className="text-soft lg:text-sm lg:font-medium">{today ? "Today" : weekday}</span>
				<span className="lg:text-2xl">
					{date}
					<span className="lg:sr-only"> {month}</span>
				</span>
			</h3>
			{slots.length ? (
				<ul className="grid grid-cols-3 gap-2 sm:grid-cols-5 lg:grid-cols-1">
					{slots.map((slot) => (
						<li key={slot.startsAt}>
							<button
								type="submit"
								name="slot"
								value={`${type}/${slot.startsAt}`}
								ref={handOverFocus}
								data-starts-at={slot.startsAt}
								aria-label={spoken(slot, day, seats, viewer, home)}
								aria-busy={busy === slot.startsAt}
								aria-disabled={closed}
								onClick={() => closed || onPick?.(slot)}
								className={timeButton}
							>
								{clock(slot.startsAt, viewer.zone, viewer.hour12)}
								<OtherClock at={slot.startsAt} viewer={viewer} home={home} />
								{seats > 1 && <small className="text-xs font-normal">{slot.seatsLeft} left</small>}
							</button>
						</li>
					))}
				</ul>
			) : (
				<p className="pt-2 text-center text-sm text-soft">none</p>
			)}
		</section>
	);
}

/** `9:00, Monday 30 November, 8:00 in London, 3 left`: what a button says to those who do not see its column. */
function spoken(slot: Slot, day: Day, seats: number, viewer: Viewer, home: string): string {
	const words = [clock(slot.startsAt, viewer.zone, viewer.hour12), dayLabel(day, "long")];
	if (!sameClock(slot.startsAt, viewer.zone, home)) {
		words.push(`${clock(slot.startsAt, home, viewer.hour12)} in ${zoneCity(home)}`);
	}
	if (seats > 1) words.push(`${slot.seatsLeft} left`);
	return words.join(", ");
}
