import { getLocale, getTranslations } from "next-intl/server";
import { freeBetween } from "@/lib/slots/free-between";
import { nearestSlots } from "@/lib/slots/nearest-slots";
import type { Teacher } from "@/lib/teachers/schema";
import { addDays, daysFrom, startOfDay } from "@/lib/time";
import { spanLabel, zoneLabel } from "@/lib/time-words";
import { fullBetween } from "@/lib/waits/full-between";
import { quietButton } from "../../../../_ui/button.ts";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import { carried, link } from "./address.ts";
import type { Asked } from "./asked.ts";
import { DurationLinks } from "./duration-links.tsx";
import { FreeTimes } from "./free-times.tsx";
import { NearTimes } from "./near-times.tsx";
import { orNone } from "./or-none.ts";
import { OtherDays } from "./other-days.tsx";
import { strong } from "./strong.tsx";
import { TypeLinks } from "./type-links.tsx";
import { WaitStep } from "./wait-step.tsx";

type Props = { asked: Asked; teacher: Teacher; viewer: Viewer; now: number };

/** Seven days of free times, as they are now. */
export async function ChooseTime({ asked, teacher, viewer, now }: Props) {
	const { type, from, today, lastDay, zone } = asked;
	const [words, plain, language] = await Promise.all([
		getTranslations("board"),
		getTranslations("plain"),
		getLocale(),
	]);
	const days = daysFrom(from, 7);
	const wish = { teacher: teacher.handle, type: type.handle };
	const { minutes } = asked;
	const start = Math.max(now, startOfDay(from, zone));
	const slots = await orNone(
		freeBetween({ ...wish, minutes, from: start, until: startOfDay(addDays(from, 7), zone) }),
	);
	const full = type.waitlist
		? ((await orNone(
				fullBetween({ ...wish, minutes, from: start, until: startOfDay(addDays(from, 7), zone) }),
			)) ?? [])
		: [];
	if (asked.waits) return <WaitStep {...{ asked, teacher, viewer, full }} free={slots ?? []} />;
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
		<section aria-label={words("freeTimes")}>
			<TypeLinks types={asked.hidden ? [type] : teacher.types} asked={asked} teacher={teacher} />
			<DurationLinks asked={asked} teacher={teacher.handle} />
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
				<h2 className="text-xl">{spanLabel(from, days.at(-1) ?? from, language)}</h2>
				<p className="text-sm">
					{words.rich("zone.timesIn", { zone: zoneLabel(now, zone), b: strong })}{" "}
					<a
						href={link(teacher.handle, { ...carried(asked), from, choose: "zone" })}
						className="inline-flex min-h-11 items-center px-2 underline decoration-edge underline-offset-4"
					>
						{words("zone.change")}
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
						<p className="mt-4 mb-3 text-lg">{plain("book.nearest")}</p>
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
					{teacher.hasHours ? plain("book.nothing") : plain("book.noHours", { teacher: teacher.name })}
				</p>
			)}
			{full.length > 0 && (
				<p className="mt-4 text-soft">
					{words("wait.taken")}{" "}
					<a
						href={link(teacher.handle, { ...carried(asked), from, wait: "list" })}
						className={`${quietButton} -mx-2 text-ink`}
					>
						{words("wait.tellIt")}
					</a>
				</p>
			)}
			<OtherDays
				listed={slots !== undefined}
				earlier={from > today && at(addDays(from, -7))}
				later={(days.at(-1) ?? "") < lastDay && at(addDays(from, 7))}
			/>
		</section>
	);
}
