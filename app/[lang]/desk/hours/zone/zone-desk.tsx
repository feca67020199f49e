"use client";

import { type FormEvent, useState } from "react";
import type { ChangeZone } from "@/lib/rules/schema";
import { localTime } from "@/lib/time";
import { zoneCity, zoneLabel } from "@/lib/time-words";
import { primaryButton } from "../../../../_ui/button.ts";
import { useViewer } from "../../../../_ui/use-viewer.ts";
import { SaveNotes } from "../save-notes.tsx";
import { StaleNote } from "../stale-note.tsx";
import { type Change, useSave } from "../use-save.ts";
import { BookingsChoice, type Fate } from "./bookings-choice.tsx";
import { ZonePick } from "./zone-pick.tsx";

type Props = {
	version: number;
	home: string;
	/** How many bookings are to come, and when the first begins. */
	coming: number;
	nextAt: string | null;
};
type ZoneChange = Omit<ChangeZone, "version">;

/** By which clocks a teacher lives. Hours go along with them; what happens to bookings is asked. */
export function ZoneDesk({ version, home, coming, nextAt }: Props) {
	const [{ hour12 }] = useViewer(home);
	const [zone, setZone] = useState(home);
	/** As it was saved last, which the page may not show yet. */
	const [base, setBase] = useState(home);
	const [fate, setFate] = useState<Fate>("stay");
	const { state, step, seen, save, turn, forget, replace, settle } = useSave<ZoneChange>(version, {
		wishOf: (body) => ({ method: "POST", path: "/api/zone-changes", body }),
		onSaved: ({ timeZone }) => show(timeZone),
		onFresh: () => show(home),
	});
	const isOther = zone !== base;
	const saving = state.at === "saving";

	// Who is not asked has them stay.
	const bookings = coming > 0 ? fate : "stay";
	/**
	 * What stays when it is stays there on the way back, too. What moves with the clock need not come back to when it was: a clock
	 * skips some times and shows others twice, and people book, move and cancel meanwhile.
	 */
	const wanted: Change<ZoneChange> = {
		to: { timeZone: zone, bookings },
		from: bookings === "stay" ? { timeZone: base, bookings } : undefined,
	};
	function show(saved: string) {
		setZone(saved);
		setBase(saved);
	}
	function submit(event: FormEvent) {
		event.preventDefault();
		if (isOther) void save(wanted);
	}
	function pick(other: string) {
		setZone(other);
		if (state.at !== "stale") forget();
	}
	function leave() {
		show(home);
		settle();
	}
	return (
		<form noValidate data-focus-scope onSubmit={submit} className="grid max-w-3xl gap-5">
			<ZonePick value={zone} onChange={pick} />
			{isOther && (
				<>
					<p>
						Your hours and single days stay as they are written, by the clocks of {zoneCity(zone)} from then
						on. Time away stays when it is.
					</p>
					{coming > 0 && nextAt && (
						<BookingsChoice {...{ coming, nextAt, home, zone, hour12, fate }} onChange={setFate} />
					)}
				</>
			)}
			<SaveNotes
				{...{ state, step }}
				onTurn={turn}
				saved={
					<>
						Saved. You live by the clocks of {zoneCity(zone)} now, and your page shows it.
						{!step &&
							" What was booked has moved with your clock, and who booked is told: that cannot be undone."}
					</>
				}
				undone={`You live by the clocks of ${zoneCity(zone)} again, and what is booked stays when it is.`}
			/>
			{state.at === "stale" && (
				<StaleNote
					what="Your time zone or your holidays were"
					seen={seen}
					way={state.way}
					take={{ label: `Leave it at ${zoneCity(home)}`, onTake: leave }}
					onReplace={() => {
						const { to, from } = state.way === "done" ? wanted : state.change;
						replace({ to, from: from && { timeZone: home, bookings: "stay" } });
					}}
					replaceLabel={`Change it to ${zoneCity(zone)}`}
				>
					Saved is {zoneLabel(Date.now(), home)} now, where it is {localTime(Date.now(), home).slice(11)}.
				</StaleNote>
			)}
			<p>
				<button type="submit" data-focus-home aria-disabled={saving || !isOther} className={primaryButton}>
					{saving ? "Changing it …" : "Change time zone"}
				</button>
			</p>
		</form>
	);
}
