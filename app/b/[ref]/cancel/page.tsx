import type { Metadata } from "next";
import Link from "next/link";
import { isRefusalCode, refusals } from "@/lib/refusal";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { BothTimes } from "../../../_ui/both-times.tsx";
import { alarmButton, plainButton } from "../../../_ui/button.ts";
import { NothingHere } from "../../../_ui/nothing-here.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { findBooking } from "../find-booking.ts";

// The second step of cancelling, for those whose browser runs no script: the first shows it as a dialog.
export const instant = false;
export const metadata: Metadata = {
	title: "Cancel your booking",
	robots: { index: false, follow: false, nocache: true },
	// With `no-referrer` a browser would not say either where the form comes from, and it would be refused.
	referrer: "strict-origin",
};

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ no?: string | string[] }> };

export default async function CancelPage({ params, searchParams }: Props) {
	const { ref } = await params;
	const booking = await findBooking(ref);
	if (!booking) return <NothingHere />;
	const no = String((await searchParams).no);
	const hour12 = await askerReadsHour12();
	const { startsAt, endsAt, cancelUntil, teacher, bookerTimeZone: zone } = booking;
	const open = booking.state === "confirmed" && Date.now() < Date.parse(cancelUntil);
	const until = `${dayLabel(dayOf(cancelUntil, zone), "long")}, ${clock(cancelUntil, zone, hour12)}`;
	return (
		<article className="mx-auto mt-8 max-w-xl sm:mt-14">
			<h1 className="text-3xl sm:text-4xl">
				{open ? "Cancel this booking?" : "This cannot be cancelled here"}
			</h1>
			{isRefusalCode(no) && open && (
				<div className="mt-5">
					<Notice tone="alarm">{refusals[no].message}</Notice>
				</div>
			)}
			<p className="mt-6 mb-3 text-2xl font-[680] tracking-tight">
				{dayLabel(dayOf(startsAt, zone), "long")}
			</p>
			<BothTimes startsAt={startsAt} endsAt={endsAt} zone={zone} home={teacher.timeZone} hour12={hour12} />
			<p className="mt-4 mb-6 text-soft">
				{open
					? `The time becomes free for others, and this cannot be undone. We tell ${teacher.name} by mail. You can cancel until ${until}.`
					: booking.state === "confirmed"
						? `It is too close to cancel online. If you cannot come, please tell ${teacher.name} directly.`
						: "It is over, or was cancelled before."}
			</p>
			<div className="flex flex-wrap gap-3">
				<Link href={`/b/${ref}`} className={plainButton}>
					{open ? "Keep it" : "See the booking"}
				</Link>
				{open && (
					<form method="post" action="/api/form-cancellations">
						<input type="hidden" name="booking" value={ref} />
						<button type="submit" className={alarmButton}>
							Yes, cancel it
						</button>
					</form>
				)}
			</div>
		</article>
	);
}
