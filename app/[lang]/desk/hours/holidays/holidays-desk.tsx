"use client";

import { useState } from "react";
import type { Region } from "@/lib/rules/holidays";
import type { Rules } from "@/lib/rules/schema";
import { dayOf } from "@/lib/time";
import { zoneCity } from "@/lib/time-words";
import { SaveBar } from "../save-bar.tsx";
import { SaveNotes } from "../save-notes.tsx";
import { StaleNote } from "../stale-note.tsx";
import { inWords } from "../types-of.ts";
import { useSave } from "../use-save.ts";
import { HolidayList } from "./holiday-list.tsx";
import { namedOf } from "./holiday-names.ts";
import { RegionPick } from "./region-pick.tsx";

type Props = { rules: Rules; regions: Region[] };
type Choice = Pick<Rules, "region" | "worked">;

/** Whose holidays are days off, and on which of them the teacher works all the same. */
export function HolidaysDesk({ rules, regions }: Props) {
	const { region: savedRegion, worked: savedWorked, holidays, version, timeZone } = rules;
	const [region, setRegion] = useState(savedRegion);
	const [worked, setWorked] = useState(savedWorked);
	/** As it was saved last, which the page may not show yet. */
	const [base, setBase] = useState<Choice>({ region: savedRegion, worked: savedWorked });
	const { state, step, dirty, seen, save, turn, touch, replace, settle } = useSave<Choice>(version, {
		wishOf: (body) => ({ method: "PUT", path: "/api/holidays", body }),
		onSaved: (choice, way, more) => (way === "done" || more ? setBase(choice) : show(choice)),
		onFresh: begin,
	});
	const today = dayOf(Date.now(), timeZone);
	const nameOf = (code: string | null) => regions.find((one) => one.code === code)?.name ?? "no region";

	function show(choice: Choice) {
		setBase(choice);
		setRegion(choice.region);
		setWorked(choice.worked);
	}
	function begin() {
		show({ region: savedRegion, worked: savedWorked });
	}
	function giveUp() {
		begin();
		settle();
	}
	return (
		<form
			noValidate
			data-focus-scope
			className="max-w-3xl"
			onSubmit={(event) => {
				event.preventDefault();
				void save({ to: { region, worked }, from: base });
			}}
		>
			<RegionPick
				regions={regions}
				region={region}
				onChange={(code) => {
					setRegion(code);
					touch();
				}}
			/>
			{region !== null && region === savedRegion && (
				<HolidayList
					named={namedOf(holidays)}
					worked={worked}
					today={today}
					onToggle={(name, works) => {
						setWorked(works ? [...worked, name] : worked.filter((one) => one !== name));
						touch();
					}}
				/>
			)}
			{region !== null && region !== savedRegion && (
				<p className="mt-6 rounded-2xl border border-dashed border-edge px-5 py-8 text-center text-soft">
					Save, and the holidays of {nameOf(region)} are listed here, each to be switched on or off.
				</p>
			)}
			{region === null && (
				<p className="mt-6 rounded-2xl border border-dashed border-edge px-5 py-8 text-center text-soft">
					Holidays make no difference: your weekly hours hold on all of them.
				</p>
			)}
			<SaveBar state={state} dirty={dirty} seen={seen} label="Save holidays" onGiveUp={giveUp}>
				<SaveNotes {...{ state, step }} onTurn={turn} saved="Saved. Your page shows it now." />
				{state.at === "stale" && (
					<StaleNote
						what="Your holidays or your time zone were"
						seen={seen}
						way={state.way}
						take={{ label: "Take the other", onTake: giveUp }}
						onReplace={() =>
							replace({ to: state.change.to, from: { region: savedRegion, worked: savedWorked } })
						}
					>
						The other has {nameOf(savedRegion)}
						{savedWorked.length > 0 && `, and work on ${inWords(savedWorked)}`}; the time zone is{" "}
						{zoneCity(timeZone)}.
					</StaleNote>
				)}
			</SaveBar>
		</form>
	);
}
