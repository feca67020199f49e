"use client";

import { type FormEvent, useState } from "react";
import { localTime } from "@/lib/time";
import { zoneCity, zoneLabel } from "@/lib/time-words";
import { primaryButton } from "../../../../_ui/button.ts";
import { useViewer } from "../../../../_ui/use-viewer.ts";
import { SaveNotes } from "../save-notes.tsx";
import { StaleNote } from "../stale-note.tsx";
import { useSave } from "../use-save.ts";
import { BookingsChoice, type Fate } from "./bookings-choice.tsx";
import { ZonePick } from "./zone-pick.tsx";

type Props = {
	version: number;
	home: string;
	/** How many bookings are to come, and when the first begins. */
	coming: number;
	nextAt: string | null;
};

/** By which clocks a teacher lives. Hours go along with them; what happens to bookings is asked. */
export function ZoneDesk({ version, home, coming, nextAt }: Props) {
	const [{ hour12 }] = useViewer(home);
	const [zone, setZone] = useState(home);
	const [fate, setFate] = useState<Fate>("stay");
	/** What it was changed to. */
	const [changed, setChanged] = useState(home);
	const { state, seen, save, catchUp } = useSave(version, () => setZone(home));
	const isOther = zone !== home;
	const saving = state.at === "saving";

	async function send(under?: number) {
		const body = { timeZone: zone, bookings: fate };
		if (await save({ method: "POST", path: "/api/zone-changes", body }, under)) setChanged(zone);
	}
	function submit(event: FormEvent) {
		event.preventDefault();
		if (isOther) void send();
	}
	return (
		<form noValidate data-focus-scope onSubmit={submit} className="grid max-w-3xl gap-5">
			<ZonePick value={zone} onChange={setZone} />
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
				state={state}
				saved={`Saved. You live by the clocks of ${zoneCity(changed)} now, and your page shows it.`}
			/>
			{state.at === "stale" && (
				<StaleNote
					what="Your time zone or your holidays were"
					seen={seen}
					onReplace={() => void send(catchUp())}
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
