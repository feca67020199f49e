import { randomUUID } from "node:crypto";
import { getLocale, getTranslations } from "next-intl/server";
import type { Booking } from "@/lib/bookings/answer";
import type { RefusalCode } from "@/lib/refusal";
import { nearestSlots } from "@/lib/slots/nearest-slots";
import { startsLike } from "@/lib/slots/starts-like";
import type { AppointmentType } from "@/lib/teachers/schema";
import { dayOf } from "@/lib/time";
import { dayLabel, momentLabel } from "@/lib/time-words";
import { BothTimes } from "../../../../_ui/both-times.tsx";
import { quietButton } from "../../../../_ui/button.ts";
import { Notice } from "../../../../_ui/notice.tsx";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import { NearTimes } from "../../../t/[handle]/book/near-times.tsx";
import { isTooLate, wordsOf } from "../../../t/[handle]/book/refused.ts";
import { CancelNote } from "../../../t/[handle]/cancel-note.tsx";
import { MoveForm } from "./move-form.tsx";
import { soft } from "./soft.tsx";

type Props = {
	ref_: string;
	booking: Booking;
	type: AppointmentType;
	viewer: Viewer;
	startsAt: string;
	no: RefusalCode | undefined;
	wait: number;
};

/** The new time beside the old one, and the button; where it is gone, the nearest that are not. */
export async function TakeTime({ ref_, booking, type, viewer, startsAt, no, wait }: Props) {
	const { zone, hour12 } = viewer;
	const [words, plain, board, language] = await Promise.all([
		getTranslations("booking.move"),
		getTranslations("plain"),
		getTranslations("board"),
		getLocale(),
	]);
	const moment = (at: string, now: string | number) => momentLabel(at, zone, hour12, now, language);
	const home = booking.teacher.timeZone;
	const wish = startsLike(booking);
	const endsAt = new Date(Date.parse(startsAt) + wish.durationMinutes * 60_000).toISOString();
	const gone = isTooLate(no) || no === "CLASH";
	const nearest = gone ? await nearestSlots({ ...wish, startsAt }).catch(() => []) : [];
	const day = dayOf(startsAt, zone);
	return (
		<section aria-label={words("newTime")} className="mt-8 max-w-xl">
			{no && (
				<div className="mb-5">
					<Notice tone="alarm">
						{await wordsOf(no, wait, undefined)}
						{no === "QUEUE" && ` ${plain("book.leads")}`}{" "}
						<b className="font-[680]">
							{words("stillYours", { moment: moment(booking.startsAt, Date.now()) })}
						</b>
					</Notice>
				</div>
			)}
			<h2 className={`mb-3 text-xl ${gone ? "text-soft line-through" : ""}`}>
				{words.rich("new", {
					day: gone ? moment(startsAt, startsAt) : dayLabel(day, "long", language),
					soft,
				})}
			</h2>
			{gone ? (
				<form action={`/b/${ref_}/move`}>
					{nearest.length > 0 ? (
						<fieldset>
							<legend className="mb-3 text-lg font-[680]">{words("closeBy")}</legend>
							<NearTimes {...{ viewer, home }} slots={nearest} name="slot" value={(slot) => slot.startsAt} />
						</fieldset>
					) : (
						<p className="text-soft">{plain("book.nothingElse")}</p>
					)}
				</form>
			) : (
				<>
					<BothTimes {...{ startsAt, endsAt, zone, home, hour12 }} />
					<CancelNote
						{...{ startsAt, viewer }}
						cutoffMinutes={type.cutoffMinutes}
						teacher={booking.teacher.name}
					/>
					<MoveForm
						key={startsAt}
						booking={ref_}
						startsAt={startsAt}
						opening={type.opening?.byTicket ? type.opening.id : undefined}
						requestKey={randomUUID()}
						teacher={booking.teacher.name}
					/>
				</>
			)}
			<p className="mt-4">
				<a href={`/b/${ref_}/move?from=${day}`} className={`${quietButton} -mx-3`}>
					{board("seeAll")}
				</a>
			</p>
		</section>
	);
}
