"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSWRConfig } from "swr";
import { dayOf, daysBetween } from "@/lib/time";
import { quietButton } from "../../../_ui/button.ts";
import { useQueryParam } from "../../../_ui/use-stored.ts";
import { useViewer } from "../../../_ui/use-viewer.ts";
import { claimOf } from "./claim.ts";
import { DurationChoice } from "./duration-choice.tsx";
import { HeldNotes, HeldWords } from "./held-notes.ts";
import { HoldDialog } from "./hold-dialog.tsx";
import { type Host, listsOf } from "./host.ts";
import { OpeningLink } from "./opening-link.tsx";
import { TypeChoice } from "./type-choice.tsx";
import { useAskedTime } from "./use-asked-time.ts";
import { useBell } from "./use-bell.ts";
import { useHold } from "./use-hold.ts";
import { useLeftHolds } from "./use-left-holds.ts";
import { useNow } from "./use-now.ts";
import { useTurn } from "./use-turn.ts";
import { useType } from "./use-type.ts";
import { type FirstWeeks, useWeek } from "./use-week.ts";
import { useFull } from "./waiting/use-full.ts";
import { WeekBar } from "./week-bar.tsx";
import { WeekTimes } from "./week-times.tsx";
import { WithoutScript } from "./without-script.tsx";
import { ZonePicker } from "./zone-picker.tsx";

// Most times are nobody's turn.
const TurnNote = dynamic(() => import("./turn-note.tsx").then((file) => file.TurnNote));
// Few wait, and only they load it.
const WaitDialog = dynamic(() => import("./waiting/wait-dialog.tsx").then((file) => file.WaitDialog), {
	ssr: false,
});

type Props = {
	host: Host;
	first: FirstWeeks;
	/** Within a page of somebody else's, where none of our other pages may be shown. */
	elsewhere?: boolean;
};

/** What can be booked with a host and when: choose, look, take. */
export function BookingBoard({ host, first, elsewhere }: Props) {
	const words = useTranslations("board");
	const [viewer, chooseZone] = useViewer(host.timeZone);
	const [asked, chooseType] = useQueryParam("type");
	const [askedMinutes, chooseMinutes] = useQueryParam("minutes");
	const { type, hidden, opening, failed } = useType(host, asked);
	// Undefined for the usual one, so that everybody has the same address for it. Of a team, what is usual may differ between them.
	const minutes =
		type?.otherDurations.find((each) => String(each) === askedMinutes) ??
		(host.members && type?.durationMinutes);
	const now = useNow(first.now);
	// Of another type, or of another length, the same start is another time.
	const isMeant =
		(!asked || asked === type?.handle) &&
		(!askedMinutes || askedMinutes === String(minutes ?? type?.durationMinutes));
	const { page, turnTo, ...asks } = useAskedTime(now, viewer.zone, isMeant);
	const of = listsOf(host);
	const week = useWeek({ of, type: type?.handle ?? "", minutes, page, now, zone: viewer.zone, first });
	const { mutate } = useSWRConfig();
	const refresh = () => void mutate((key) => Array.isArray(key) && key[0] === of);
	const full = useFull({ host, type, minutes, page, now, zone: viewer.zone, week });
	const [waiting, setWaiting] = useState(false);
	const bell = useBell(week.opensAt);
	const turn = useTurn(type);
	const claim = claimOf(host, { type: type?.handle ?? "", minutes, opening: turn?.opening.id });
	const left = useLeftHolds(turn?.pass);
	const { pick, ...held } = useHold(claim, { refresh, bell: bell.at, left });

	if (opening) return <OpeningLink failed={failed} />;
	if (!type) return <p className="text-lg text-soft">{words("nothingToBook", { host: host.name })}</p>;

	const today = dayOf(now, viewer.zone);
	const lastDay = type.lastDay ?? dayOf(now + type.horizonDays * 86_400_000, viewer.zone);
	// Dates that are over leave the week of today.
	const lastPage = Math.max(0, Math.floor(daysBetween(today, lastDay) / 7));
	function choose(type: string) {
		chooseType(type);
		chooseMinutes("");
		asks.forget();
		turnTo(0);
	}
	function chooseLength(minutes: number) {
		chooseMinutes(minutes === type?.durationMinutes ? "" : String(minutes));
		asks.forget();
	}
	const hold: typeof held & { pick: typeof pick } = {
		...held,
		pick(...what) {
			// While it is one's own, it is in no list.
			asks.forget();
			return pick(...what);
		},
	};
	const form = hold.phase.at === "held" ? hold.phase.hold.hold : undefined;
	const lost = {
		holds: left.holds.filter((each) => each.hold.hold !== form),
		...{ type, minutes, viewer, flow: hold },
	};
	return (
		<section aria-label={words("freeTimes")} data-focus-scope className="min-w-0">
			{/* Without script, and before it is there, all this is a plain form that asks for a page. */}
			<form
				action={host.members ? undefined : `/t/${host.handle}/book`}
				target={elsewhere ? "_blank" : undefined}
				onSubmit={(event) => event.preventDefault()}
			>
				<TypeChoice types={hidden ? [type] : host.types} chosen={type} host={host} onChoose={choose} />
				{hidden && host.types.length > 0 && (
					<p className="-mt-3 mb-5">
						<button type="button" onClick={() => choose("")} className={`${quietButton} -mx-3`}>
							{words("seeOthers")}
						</button>
					</p>
				)}
				<DurationChoice type={type} minutes={minutes ?? type.durationMinutes} onChoose={chooseLength} />
				<WithoutScript host={host} />
				{turn && !week.closed && <TurnNote turn={turn} />}
				{/* There before what it says, so that it is read aloud. */}
				<p role="status" className="sr-only">
					{lost.holds.length > 0 && <HeldWords {...lost} />}
				</p>
				{lost.holds.length > 0 && <HeldNotes {...lost} />}
				{/* Of a team, the times are for the script alone. */}
				<div className={host.members && "noscript:hidden"}>
					<WeekBar days={week.days} page={Math.min(page, lastPage)} lastPage={lastPage} onTurn={turnTo}>
						<ZonePicker viewer={viewer} host={host} now={now} onChoose={chooseZone} />
					</WeekBar>
					<WeekTimes
						{...{ host, type, minutes, viewer, week, full, bell, hold, now, today }}
						mayPick={!turn || turn.until !== undefined}
						lastDay={lastDay}
						askedAt={asks.at}
						onWait={() => setWaiting(true)}
						onJump={(day) => turnTo(Math.floor(daysBetween(today, day) / 7))}
					/>
				</div>
			</form>
			{waiting && (
				<WaitDialog
					{...{ host, type, minutes, viewer, full }}
					free={week.slots}
					onClose={() => setWaiting(false)}
				/>
			)}
			<HoldDialog {...{ host, type, minutes, viewer, hold }} left={lost.holds} free={week.slots} />
		</section>
	);
}
