import { freeBetween } from "@/lib/slots/free-between";
import { nearestSlots } from "@/lib/slots/nearest-slots";
import type { Slot } from "@/lib/slots/schema";
import type { Teacher } from "@/lib/teachers/schema";
import { addDays, daysFrom, startOfDay } from "@/lib/time";
import { spanLabel, zoneLabel } from "@/lib/time-words";
import { plainButton } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { carried, link } from "./address.ts";
import type { Asked } from "./asked.ts";
import { DurationLinks } from "./duration-links.tsx";
import { FreeTimes } from "./free-times.tsx";
import { NearTimes } from "./near-times.tsx";
import { TypeLinks } from "./type-links.tsx";

type Props = { asked: Asked; teacher: Teacher; viewer: Viewer; now: number };

/** Seven days of free times, as they are now. */
export async function ChooseTime({ asked, teacher, viewer, now }: Props) {
	const { type, from, today, lastDay, zone } = asked;
	const days = daysFrom(from, 7);
	const wish = { teacher: teacher.handle, type: type.handle };
	const { minutes } = asked;
	const start = Math.max(now, startOfDay(from, zone));
	const slots = await orNone(
		freeBetween({ ...wish, minutes, from: start, until: startOfDay(addDays(from, 7), zone) }),
	);
	const nearest =
		slots?.length === 0
			? await orNone(
					nearestSlots({
						...wish,
						durationMinutes: minutes,
						startsAt: new Date(start).toISOString(),
					}),
				)
			: undefined;
	const at = (day: string) => link(teacher.handle, { ...carried(asked), from: day });
	return (
		<section aria-label="Free times">
			<TypeLinks types={asked.hidden ? [type] : teacher.types} asked={asked} teacher={teacher.handle} />
			<DurationLinks asked={asked} teacher={teacher.handle} />
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
				<h2 className="text-xl">{spanLabel(from, days.at(-1) ?? from)}</h2>
				<p className="text-sm">
					Times in <b className="font-[680]">{zoneLabel(now, zone)}</b>{" "}
					<a
						href={link(teacher.handle, { ...carried(asked), from, choose: "zone" })}
						className="inline-flex min-h-11 items-center px-2 underline decoration-edge underline-offset-4"
					>
						Change
					</a>
				</p>
			</div>
			<form action={`/t/${teacher.handle}/book`}>
				{Object.entries(carried(asked)).map(([name, value]) => (
					<input key={name} type="hidden" name={name} value={value} />
				))}
				{slots && slots.length > 0 && (
					<FreeTimes days={days} {...{ today, slots, type, viewer }} home={teacher.timeZone} />
				)}
				{nearest && nearest.length > 0 && (
					<div className="max-w-xl">
						<p className="mt-4 mb-3 text-lg">Nothing is free in these days. The next free times are:</p>
						<NearTimes
							slots={nearest}
							viewer={viewer}
							home={teacher.timeZone}
							name="slot"
							value={(slot) => `${type.handle}/${slot.startsAt}`}
						/>
					</div>
				)}
			</form>
			{slots?.length === 0 && !nearest?.length && (
				<p className="mt-4 text-lg text-soft">
					{teacher.hasHours
						? "Nothing is free in these days. Times come back when somebody cancels."
						: `${teacher.name} has not published any hours yet.`}
				</p>
			)}
			{!slots && (
				<div className="mt-4">
					<Notice tone="brass">
						Many people are here just now, and the free times did not load. Please load this page again in a
						moment.
					</Notice>
				</div>
			)}
			<nav aria-label="Other days" className="mt-6 flex flex-wrap gap-3">
				{from > today && (
					<a href={at(addDays(from, -7))} className={plainButton}>
						Earlier days
					</a>
				)}
				{(days.at(-1) ?? "") < lastDay && (
					<a href={at(addDays(from, 7))} className={plainButton}>
						Later days
					</a>
				)}
			</nav>
		</section>
	);
}

/** A list that cannot be had just now is missing, and the page stands. */
async function orNone(slots: Promise<Slot[]>): Promise<Slot[] | undefined> {
	try {
		return await slots;
	} catch (error) {
		console.error("free times not listed:", (error as Error).message);
		return undefined;
	}
}
