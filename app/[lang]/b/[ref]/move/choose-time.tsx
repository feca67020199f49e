import { getLocale, getTranslations } from "next-intl/server";
import type { Booking } from "@/lib/bookings/answer";
import { listMoves } from "@/lib/bookings/list-moves";
import { nearestSlots } from "@/lib/slots/nearest-slots";
import { startsLike } from "@/lib/slots/starts-like";
import type { AppointmentType } from "@/lib/teachers/schema";
import { addDays, type Day, daysFrom, startOfDay } from "@/lib/time";
import { spanLabel, zoneLabel } from "@/lib/time-words";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import { FreeTimes } from "../../../t/[handle]/book/free-times.tsx";
import { NearTimes } from "../../../t/[handle]/book/near-times.tsx";
import { orNone } from "../../../t/[handle]/book/or-none.ts";
import { OtherDays } from "../../../t/[handle]/book/other-days.tsx";
import { strong } from "../../../t/[handle]/book/strong.tsx";
import { soft } from "./soft.tsx";

type Props = {
	ref_: string;
	booking: Booking;
	type: AppointmentType;
	viewer: Viewer;
	now: number;
	from: Day;
	today: Day;
	lastDay: Day;
};

/** Seven days of the times that are free now. Choosing one asks for the page that shows it beside the old one. */
export async function ChooseTime({ ref_, booking, type, viewer, now, from, today, lastDay }: Props) {
	const { zone } = viewer;
	const [words, plain, board, language] = await Promise.all([
		getTranslations("booking.move"),
		getTranslations("plain"),
		getTranslations("board"),
		getLocale(),
	]);
	const days = daysFrom(from, 7);
	const last = days.at(-1) ?? from;
	const start = Math.max(now, startOfDay(from, zone));
	const slots = await orNone(listMoves(ref_, start, startOfDay(addDays(from, 7), zone)));
	const around = { ...startsLike(booking), startsAt: new Date(start).toISOString() };
	const nearest = slots?.length === 0 ? await orNone(nearestSlots(around)) : undefined;
	const page = `/b/${ref_}/move`;
	const home = booking.teacher.timeZone;
	return (
		<section aria-label={board("freeTimes")} className="mt-8">
			<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
				<h2 className="text-xl">{words.rich("free", { days: spanLabel(from, last, language), soft })}</h2>
				<p className="text-sm">
					{board.rich("zone.timesIn", {
						zone: zoneLabel(now, zone),
						b: strong,
					})}
				</p>
			</div>
			<form action={page}>
				{slots && slots.length > 0 && <FreeTimes {...{ days, today, slots, type, viewer, home }} />}
				{nearest && nearest.length > 0 && (
					<div className="max-w-xl">
						<p className="mt-4 mb-3 text-lg">{plain("book.nearest")}</p>
						<NearTimes {...{ viewer, home }} slots={nearest} name="slot" value={({ startsAt }) => startsAt} />
					</div>
				)}
			</form>
			{slots?.length === 0 && !nearest?.length && (
				<p className="mt-4 text-lg text-soft">{plain("book.nothing")}</p>
			)}
			<OtherDays
				listed={slots !== undefined}
				earlier={from > today && `${page}?from=${addDays(from, -7)}`}
				later={last < lastDay && `${page}?from=${addDays(from, 7)}`}
			/>
		</section>
	);
}
