"use client";

import { useState } from "react";
import { useSWRConfig } from "swr";
import type { Teacher } from "@/lib/teachers/schema";
import { dayOf, daysBetween } from "@/lib/time";
import { useQueryParam } from "../../_ui/use-stored.ts";
import { useViewer } from "../../_ui/use-viewer.ts";
import { HoldDialog } from "./hold-dialog.tsx";
import { NoscriptNote } from "./noscript-note.tsx";
import { TurnNote } from "./turn-note.tsx";
import { TypeChoice } from "./type-choice.tsx";
import { useBell } from "./use-bell.ts";
import { useHold } from "./use-hold.ts";
import { useNow } from "./use-now.ts";
import { useTurn } from "./use-turn.ts";
import { type FirstWeeks, useWeek } from "./use-week.ts";
import { WeekBar } from "./week-bar.tsx";
import { WeekTimes } from "./week-times.tsx";
import { ZonePicker } from "./zone-picker.tsx";

/** What can be booked with a teacher and when: choose, look, take. */
export function BookingBoard({ teacher, first }: { teacher: Teacher; first: FirstWeeks }) {
	const [viewer, chooseZone] = useViewer(teacher.timeZone);
	const [asked, chooseType] = useQueryParam("type");
	const type = teacher.types.find(({ handle }) => handle === asked) ?? teacher.types[0];
	const now = useNow(first.now);
	const [page, turnTo] = useState(0);
	const week = useWeek({
		teacher: teacher.handle,
		type: type?.handle ?? "",
		page,
		now,
		zone: viewer.zone,
		first,
	});
	const { mutate } = useSWRConfig();
	const refresh = () => void mutate((key) => Array.isArray(key) && key[0] === teacher.handle);
	const bell = useBell(week.opensAt);
	const turn = useTurn(type);
	const hold = useHold(
		{ teacher: teacher.handle, type: type?.handle ?? "", ...(turn && { opening: turn.opening.id }) },
		refresh,
		bell.at,
	);

	if (!type) return <p className="text-lg text-soft">{teacher.name} has nothing to book at the moment.</p>;

	const today = dayOf(now, viewer.zone);
	const lastDay = dayOf(now + type.horizonDays * 86_400_000, viewer.zone);
	const lastPage = Math.floor(daysBetween(today, lastDay) / 7);
	const times = { teacher, type, viewer, week, bell, hold, now, today };
	return (
		<section aria-label="Free times" data-focus-scope className="min-w-0">
			{/* Without script, and before it is there, all this is a plain form that asks for a page. */}
			<form action={`/t/${teacher.handle}/book`} onSubmit={(event) => event.preventDefault()}>
				<TypeChoice
					types={teacher.types}
					chosen={type}
					onChoose={(handle) => {
						chooseType(handle);
						turnTo(0);
					}}
				/>
				<NoscriptNote />
				{turn && !week.closed && <TurnNote turn={turn} />}
				<WeekBar days={week.days} page={Math.min(page, lastPage)} lastPage={lastPage} onTurn={turnTo}>
					<ZonePicker viewer={viewer} teacher={teacher} now={now} onChoose={chooseZone} />
				</WeekBar>
				<WeekTimes
					{...times}
					mayPick={!turn || turn.until !== undefined}
					lastDay={lastDay}
					onJump={(day) => turnTo(Math.floor(daysBetween(today, day) / 7))}
				/>
			</form>
			<HoldDialog teacher={teacher} type={type} viewer={viewer} hold={hold} free={week.slots} />
		</section>
	);
}
