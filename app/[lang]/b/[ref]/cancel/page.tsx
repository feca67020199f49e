import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { saidIn } from "@/lib/languages/said-in";
import { isRefusalCode, refusals } from "@/lib/refusal";
import { dayOf } from "@/lib/time";
import { dayLabel, momentLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../../../_ui/asker.ts";
import { BothTimes } from "../../../../_ui/both-times.tsx";
import { alarmButton, plainButton } from "../../../../_ui/button.ts";
import { TextArea } from "../../../../_ui/field.tsx";
import { NothingHere } from "../../../../_ui/nothing-here.tsx";
import { Notice } from "../../../../_ui/notice.tsx";
import { findBooking } from "../find-booking.ts";

// The second step of cancelling, for those whose browser runs no script: the first shows it as a dialog.
export const instant = false;
export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("booking.cancel");
	return {
		title: words("page"),
		robots: { index: false, follow: false, nocache: true },
		// With `no-referrer` a browser would not say either where the form comes from, and it would be refused.
		referrer: "strict-origin",
	};
}

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ no?: string | string[] }> };

export default async function CancelPage({ params, searchParams }: Props) {
	const { ref } = await params;
	const booking = await findBooking(ref);
	if (!booking) return <NothingHere />;
	const no = String((await searchParams).no);
	const hour12 = await askerReadsHour12();
	const words = await getTranslations("booking.cancel");
	const language = await getLocale();
	const { startsAt, endsAt, cancelUntil, teacher, bookerTimeZone: zone } = booking;
	const asked = booking.state === "pending";
	const open = asked || (booking.state === "confirmed" && Date.now() < Date.parse(cancelUntil));
	const said = await getTranslations(asked ? "change.asked" : "change.one");
	const change = await getTranslations("change");
	const until = momentLabel(cancelUntil, zone, hour12, cancelUntil, language);
	return (
		<article className="mx-auto mt-8 max-w-xl sm:mt-14">
			<h1 className="text-3xl sm:text-4xl">{open ? said("title") : words("notHere")}</h1>
			{isRefusalCode(no) && open && (
				<div className="mt-5">
					<Notice tone="alarm">{saidIn(language, refusals[no].message)}</Notice>
				</div>
			)}
			<p className="mt-6 mb-3 text-2xl font-[680] tracking-tight first-letter:uppercase">
				{dayLabel(dayOf(startsAt, zone), "long", language)}
			</p>
			<BothTimes startsAt={startsAt} endsAt={endsAt} zone={zone} home={teacher.timeZone} hour12={hour12} />
			<p className="mt-4 mb-6 text-soft">
				{open
					? words(asked ? "whatAsked" : "what", { teacher: teacher.name, until })
					: booking.state === "confirmed"
						? words("tooClose", { teacher: teacher.name })
						: words("over")}
			</p>
			{open ? (
				<form method="post" action="/api/form-cancellations" className="grid gap-6">
					<input type="hidden" name="booking" value={ref} />
					<TextArea
						name="reason"
						label={change("why")}
						hint={change("whyHint", { teacher: teacher.name })}
						maxLength={500}
					/>
					<div className="flex flex-wrap gap-3">
						<Link href={`/b/${ref}`} className={plainButton}>
							{said("keep")}
						</Link>
						<button type="submit" className={alarmButton}>
							{said("yes")}
						</button>
					</div>
				</form>
			) : (
				<Link href={`/b/${ref}`} className={plainButton}>
					{words("seeIt")}
				</Link>
			)}
		</article>
	);
}
