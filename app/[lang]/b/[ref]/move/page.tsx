import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { Booking } from "@/lib/bookings/answer";
import { withWords } from "@/lib/bookings/with-words";
import type { Words } from "@/lib/languages/words";
import { getType } from "@/lib/teachers/get-type";
import { dayOf, minutesBetween } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../../../_ui/asker.ts";
import { BothTimes } from "../../../../_ui/both-times.tsx";
import { plainButton, quietButton } from "../../../../_ui/button.ts";
import { NothingHere } from "../../../../_ui/nothing-here.tsx";
import { WordsFor } from "../../../../_ui/words-for.tsx";
import { findBooking } from "../find-booking.ts";
import { readAsked, type Search } from "./asked.ts";
import { ChooseTime } from "./choose-time.tsx";
import { soft } from "./soft.tsx";
import { TakeTime } from "./take-time.tsx";

// Another time for a booking, in two steps that need no script: each is a page, made for who asks for it.
export const instant = false;
export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("booking.move");
	return {
		title: words("page"),
		robots: { index: false, follow: false, nocache: true },
		// As where one cancels: with `no-referrer` the form would come from nowhere.
		referrer: "strict-origin",
	};
}

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Search> };

export default async function MovePage({ params, searchParams }: Props) {
	const { ref } = await params;
	const booking = await findBooking(ref);
	if (!booking) return <NothingHere />;
	const hour12 = await askerReadsHour12();
	const { startsAt, endsAt, teacher, type, bookerTimeZone: zone, series = [] } = booking;
	const words = await getTranslations("booking");
	const language = await getLocale();
	const why = await whyNot(booking, words);
	return (
		<article className="mt-8 sm:mt-14">
			<div className="max-w-xl">
				<h1 className="text-3xl sm:text-4xl">{words(why ? "move.notHere" : "move.title")}</h1>
				<p className="mt-2 text-soft">
					{series.length > 1
						? words("move.dateAlone", { type: type.name, teacher: teacher.name })
						: withWords(type.name, teacher.name, language)}
				</p>
				<h2 className="mt-6 mb-3 text-xl">
					{words.rich("move.now", { day: dayLabel(dayOf(startsAt, zone), "long", language), soft })}
				</h2>
				<BothTimes startsAt={startsAt} endsAt={endsAt} zone={zone} home={teacher.timeZone} hour12={hour12} />
			</div>
			{why ? (
				<p className="mt-4 mb-6 max-w-xl text-soft">{why}</p>
			) : (
				<WordsFor rooms={["board", "change"]}>
					<OtherTimes ref_={ref} booking={booking} search={await searchParams} hour12={hour12} />
				</WordsFor>
			)}
			<p className="mt-4">
				<Link href={`/b/${ref}`} prefetch={false} className={why ? plainButton : `${quietButton} -mx-3`}>
					{words(why ? "move.seeIt" : "move.keep")}
				</Link>
			</p>
		</article>
	);
}

async function whyNot(booking: Booking, words: Words<"booking">): Promise<string | undefined> {
	const { state, cancelUntil, isOffered, decideUntil, type } = booking;
	const teacher = booking.teacher.name;
	if (state !== "confirmed") return words("move.over");
	if (Date.now() >= Date.parse(cancelUntil)) return words("move.tooClose", { teacher });
	if (decideUntil) return words("move.saidYes", { teacher });
	if (isOffered) return undefined;
	return words((await asksNow(booking)) ? "move.asksNow" : "move.notOffered", { teacher, type: type.name });
}

/** Whoever books the same today asks for it. */
async function asksNow({ isRetired, teacher, type, startsAt, endsAt }: Booking): Promise<boolean> {
	if (isRetired) return false;
	const { needsApproval, durationMinutes, otherDurations } = await getType({
		teacher: teacher.handle,
		type: type.handle,
	});
	return needsApproval && [durationMinutes, ...otherDurations].includes(minutesBetween(startsAt, endsAt));
}

type StepProps = { ref_: string; booking: Booking; search: Search; hour12: boolean };

async function OtherTimes({ ref_, booking, search, hour12 }: StepProps) {
	const { teacher, startsAt, bookerTimeZone: zone } = booking;
	const type = await getType({ teacher: teacher.handle, type: booking.type.handle });
	const now = Date.now();
	const today = dayOf(now, zone);
	const lastDay = type.lastDay ?? dayOf(now + type.horizonDays * 86_400_000, zone);
	const asked = readAsked(search, { day: dayOf(startsAt, zone), today, lastDay });
	const viewer = { zone, hour12 };
	return asked.startsAt ? (
		<TakeTime {...{ ref_, booking, type, viewer, ...asked }} startsAt={asked.startsAt} />
	) : (
		<ChooseTime {...{ ref_, booking, type, viewer, now, today, lastDay }} from={asked.from} />
	);
}
