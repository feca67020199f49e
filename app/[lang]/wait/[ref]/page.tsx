import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { withWords } from "@/lib/bookings/with-words";
import { signWish } from "@/lib/mail/wish-ref";
import { Refusal } from "@/lib/refusal";
import { getWait } from "@/lib/waits/get-wait";
import type { Wait } from "@/lib/waits/schema";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { primaryButton } from "../../../_ui/button.ts";
import { NothingHere } from "../../../_ui/nothing-here.tsx";
import { findBooking } from "../../b/[ref]/find-booking.ts";
import { ClosedList } from "./closed-list.tsx";
import { OfferedSeat } from "./offered-seat.tsx";
import { PlaceInLine } from "./place-in-line.tsx";

// Nothing of this page is known before the link is.
export const instant = false;
// Whoever has the link may take what is offered, so it stays out of search engines. Its forms say where they come from,
// which with `no-referrer` a browser would leave out.
export async function generateMetadata(): Promise<Metadata> {
	const words = await getTranslations("waiting");
	return {
		title: words("title"),
		robots: { index: false, follow: false, nocache: true },
		referrer: "strict-origin",
	};
}

type Search = Partial<Record<"no" | "why" | "again", string | string[]>>;
type Props = { params: Promise<{ ref: string }>; searchParams: Promise<Search> };

export default async function WaitPage({ params, searchParams }: Props) {
	const wait = await findWait((await params).ref);
	if (!wait) return <NothingHere />;
	const { no, why, again } = await searchParams;
	const hour12 = await askerReadsHour12();
	return (
		<article className="mx-auto mt-8 max-w-xl sm:mt-14">
			{wait.teacher.hasLeft && !wait.offer ? (
				<Gone />
			) : wait.state === "offered" && wait.offer ? (
				<OfferedSeat
					wait={wait}
					offer={wait.offer}
					hour12={hour12}
					no={[no].flat()[0]}
					why={[why].flat()[0]}
					again={[again].flat()[0]}
				/>
			) : wait.state === "waiting" && wait.isClosed ? (
				<ClosedList wait={wait} />
			) : wait.state === "waiting" ? (
				<PlaceInLine wait={wait} mails={signWish(wait.email)} hour12={hour12} no={[no].flat()[0]} />
			) : (
				<Over wait={wait} />
			)}
		</article>
	);
}

/** Nothing comes of it any more, whatever they said of it. */
async function Gone() {
	const words = await getTranslations("waiting.gone");
	return (
		<>
			<h1 className="text-3xl sm:text-4xl">{words("title")}</h1>
			<p className="mt-4 mb-6 text-lg text-soft">{words("why")}</p>
			<Link href="/" className={primaryButton}>
				{words("find")}
			</Link>
		</>
	);
}

/** What came of it, and the way on. */
async function Over({ wait: { state, offer, teacher, type } }: { wait: Wait }) {
	const words = await getTranslations("waiting.over");
	const what = withWords(type.name, teacher.name, await getLocale());
	// What they took may have become anything since.
	const taken = state === "taken" && offer ? await findBooking(offer.hold) : null;
	const title =
		taken?.state === "confirmed" ? "confirmed" : state === "waiting" || state === "offered" ? "left" : state;
	const note = taken
		? taken.state === "confirmed"
			? "confirmedNote"
			: "takenNote"
		: state === "lapsed"
			? "lapsedNote"
			: "leftNote";
	return (
		<>
			<h1 className="text-3xl sm:text-4xl">{words(title)}</h1>
			<p className="mt-4 mb-6 text-lg text-soft">{words(note, { what })}</p>
			<Link
				href={taken && offer ? `/b/${offer.hold}` : `/t/${teacher.handle}?type=${type.handle}`}
				className={primaryButton}
			>
				{words(taken ? "seeBooking" : "seeTimes")}
			</Link>
		</>
	);
}

/** `notFound()` would leave the page to a script here, and this has to read well without one. */
async function findWait(ref: string): Promise<Wait | null> {
	try {
		return await getWait(ref);
	} catch (error) {
		if (error instanceof Refusal && error.code === "NTFND") return null;
		throw error;
	}
}
