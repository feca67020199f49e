"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Language } from "@/lib/languages/languages";
import type { Words } from "@/lib/languages/words";
import type { Slot } from "@/lib/slots/schema";
import type { AppointmentType } from "@/lib/teachers/schema";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { atStart } from "../../../_ui/at-start.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { type Booker, useRememberedBooker } from "./booker.ts";
import { HoldFailed } from "./hold-failed.tsx";
import { HoldForm } from "./hold-form.tsx";
import type { Phase } from "./hold-phase.ts";
import type { Host } from "./host.ts";
import type { LeftHold } from "./kept-hold.ts";
import { NearestTimes } from "./nearest-times.tsx";
import type { Said } from "./question-fields.tsx";
import type { HoldFlow } from "./use-hold.ts";
import { useOffer } from "./use-offer.ts";
import { WhatIsBooked } from "./what-is-booked.tsx";

type Props = {
	host: Host;
	type: AppointmentType;
	/** Where it is not the usual duration. */
	minutes: number | undefined;
	viewer: Viewer;
	hold: HoldFlow;
	/** What else is held for this person. */
	left: LeftHold[];
	/** What this page knows to be free, for when the answer offers nothing. */
	free: Slot[];
};

/** From the tap on a time to the booking. What was typed stays, also when another time has to be taken. */
export function HoldDialog({ host, type, minutes, viewer, hold, left, free }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	const [typed, setTyped] = useState<Booker>();
	const [said, setSaid] = useState<Said>({});
	const [remembered, forget] = useRememberedBooker();
	const [asked, setAsked] = useState<boolean>();
	const { phase } = hold;
	const offer = useOffer(host, type, phase);
	if (phase.at === "closed") return null;
	return (
		<Dialog
			title={titleOf(phase, viewer, words, language)}
			onClose={hold.close}
			closeLabel={words("hold.giveBack")}
		>
			{(phase.at === "holding" || phase.at === "held") && (
				<WhatIsBooked slot={phase.slot} offer={offer} home={host.timeZone} viewer={viewer} />
			)}
			{phase.at === "holding" && (
				<p role="status" className="animate-breathe py-10 text-center text-soft">
					{words(`hold.${phase.wait ?? "asking"}`)}
				</p>
			)}
			{phase.at === "held" && (
				<HoldForm
					key={phase.hold.hold}
					phase={phase}
					flow={hold}
					viewer={viewer}
					host={host}
					offer={offer}
					minutes={minutes}
					booker={typed ?? remembered ?? { name: "", email: "" }}
					said={said}
					remember={asked ?? remembered !== undefined}
					onType={setTyped}
					onSay={(id, answer) => setSaid((before) => ({ ...before, [id]: answer }))}
					onRemember={(remember) => {
						setAsked(remember);
						if (!remember) forget();
					}}
				/>
			)}
			{phase.at === "gone" && (
				<NearestTimes
					message={
						phase.no.code === "GONE0" ? words("hold.notOffered", { host: host.name }) : phase.no.message
					}
					slots={phase.no.nearest?.length ? phase.no.nearest : nearest(phase.slot, free)}
					viewer={viewer}
					home={host.timeZone}
					hold={hold}
				/>
			)}
			{phase.at === "failed" && <HoldFailed {...{ phase, type, minutes, viewer, left }} flow={hold} />}
		</Dialog>
	);
}

function nearest(gone: Slot, free: Slot[]): Slot[] {
	const away = ({ startsAt }: Slot) => Math.abs(Date.parse(startsAt) - Date.parse(gone.startsAt));
	return free
		.filter(({ startsAt }) => startsAt !== gone.startsAt)
		.toSorted((a, b) => away(a) - away(b))
		.slice(0, 6)
		.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}

function titleOf(
	phase: Exclude<Phase, { at: "closed" }>,
	{ zone, hour12 }: Viewer,
	words: Words<"board">,
	language: Language,
): string {
	if (phase.at === "gone" || phase.at === "failed") return words(`hold.${phase.at}`);
	const { startsAt } = phase.slot;
	const day = dayLabel(dayOf(startsAt, zone), "long", language);
	return `${atStart(day)},\n${clock(startsAt, zone, hour12)}`;
}
