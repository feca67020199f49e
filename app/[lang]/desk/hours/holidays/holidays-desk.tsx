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

/** Whose holidays are days off, and on which of them the teacher works all the same. */
export function HolidaysDesk({ rules, regions }: Props) {
	const { region: savedRegion, worked: savedWorked, holidays, version, timeZone } = rules;
	const [region, setRegion] = useState(savedRegion);
	const [worked, setWorked] = useState(savedWorked);
	const { state, dirty, seen, save, touch, catchUp, settle } = useSave(version, begin);
	const today = dayOf(Date.now(), timeZone);
	const nameOf = (code: string | null) => regions.find((one) => one.code === code)?.name ?? "no region";

	function begin() {
		setRegion(savedRegion);
		setWorked(savedWorked);
	}
	function giveUp() {
		begin();
		settle();
	}
	const send = (under?: number) =>
		void save({ method: "PUT", path: "/api/holidays", body: { region, worked } }, under);
	return (
		<form
			noValidate
			data-focus-scope
			className="max-w-3xl"
			onSubmit={(event) => {
				event.preventDefault();
				send();
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
				<SaveNotes state={state} saved="Saved. Your page shows it now." />
				{state.at === "stale" && (
					<StaleNote
						what="Your holidays or your time zone were"
						seen={seen}
						take={{ label: "Take the other", onTake: giveUp }}
						onReplace={() => send(catchUp())}
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
