import type { Metadata } from "next";
import Link from "next/link";
import type { Booking } from "@/lib/bookings/answer";
import { decisionWords } from "@/lib/desk/decide-booking";
import { getRequest } from "@/lib/desk/get-request";
import { isRefusalCode, Refusal, refusals } from "@/lib/refusal";
import { momentLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { plainButton } from "../../../_ui/button.ts";
import { NothingHere } from "../../../_ui/nothing-here.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { WhatAndWhen } from "../../../_ui/what-and-when.tsx";
import { SaidFacts } from "../../b/[ref]/said-facts.tsx";
import { DecideForms } from "./decide-forms.tsx";
import { outcomeOf } from "./outcome.ts";

// Nothing of this page is known before the link is, and looking at it decides nothing.
export const instant = false;
export const metadata: Metadata = {
	title: "Yes or no?",
	robots: { index: false, follow: false, nocache: true },
	// With `no-referrer` a browser would not say either where the form comes from, and it would be refused.
	referrer: "strict-origin",
};

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ no?: string | string[] }> };

/** One that was asked for, as its teacher decides it: without a script, and without signing in. */
export default async function DecidePage({ params, searchParams }: Props) {
	const { ref } = await params;
	const booking = await findRequest(ref);
	if (!booking) return <NothingHere />;
	const no = String((await searchParams).no);
	const hour12 = await askerReadsHour12();
	const { startsAt, endsAt, teacher, type, name, email, bookerTimeZone, decideUntil } = booking;
	const zone = teacher.timeZone;
	const open = booking.state === "pending" && Date.now() < Date.parse(decideUntil ?? startsAt);
	const until = momentLabel(decideUntil ?? startsAt, zone, hour12, Date.now());
	const [title, note] = open
		? [`${name} asks for a time`, `It is kept until ${until}. Without an answer it becomes free again.`]
		: outcomeOf(booking);
	return (
		<article className="mx-auto mt-8 max-w-xl sm:mt-14">
			<h1 className="text-3xl wrap-anywhere sm:text-4xl">{title}</h1>
			<p className="mt-3 text-lg text-soft">{note}</p>
			{isRefusalCode(no) && (open || no === "STALE") && (
				<div className="mt-5">
					<Notice tone="alarm">{wordsOf(no)}</Notice>
				</div>
			)}
			<section
				aria-label="What was asked for"
				className="mt-8 rounded-2xl border border-line bg-card p-5 sm:p-7"
			>
				<WhatAndWhen
					type={type.name}
					teacher={teacher.name}
					{...{ startsAt, endsAt, zone, hour12 }}
					home={bookerTimeZone}
				/>
				<p className="mt-4 wrap-anywhere">
					{name},{" "}
					<a
						href={`mailto:${email}`}
						className="inline-flex min-h-11 items-center underline decoration-edge underline-offset-4"
					>
						{email}
					</a>
				</p>
				<SaidFacts {...booking} />
			</section>
			{open ? (
				<DecideForms ref_={ref} name={name} />
			) : (
				<p className="mt-6">
					<Link href="/desk" prefetch={false} className={plainButton}>
						Open your desk
					</Link>
				</p>
			)}
		</article>
	);
}

/** `notFound()` would leave the page to a script here, and this has to read well without one. */
async function findRequest(ref: string): Promise<Booking | null> {
	try {
		return await getRequest(ref);
	} catch (error) {
		if (error instanceof Refusal && error.code === "NTFND") return null;
		throw error;
	}
}

function wordsOf(no: keyof typeof refusals): string {
	return no === "STALE" || no === "LAPSD" ? decisionWords[no] : refusals[no].message;
}
