import { useTranslations } from "next-intl";
import type { BookingState } from "@/lib/bookings/answer";
import type { Words } from "@/lib/languages/words";
import { Bell } from "../../../_ui/bell.tsx";

/** A hold has no name yet, and so no page; what nobody has answered is told apart from what was declined. */
export type Shown = Exclude<BookingState, "held" | "expired" | "no_show"> | "missed" | "lapsed" | "takenBack";

type Props = {
	state: Shown;
	email: string;
	/** What was just done. */
	news: "booked" | "moved" | undefined;
	dates?: number | undefined;
};

/** How a booking stands, said first and in the largest letters. */
export function BookingHead({ state, email, news, dates = 1 }: Props) {
	const words = useTranslations("booking");
	const fresh = news && newsOf({ state, email, news, dates }, words);
	const { title, note } = fresh ?? {
		title: words(`head.${state}.title`),
		note: words(`head.${state}.note`),
	};
	return (
		<div role={fresh ? "status" : undefined}>
			<Bell
				className={`size-14 ${state === "confirmed" || state === "pending" ? "" : "opacity-50 grayscale"}`}
				ringing={fresh !== undefined && state === "confirmed"}
			/>
			<h1 data-focus-home tabIndex={-1} className="mt-4 text-4xl sm:text-5xl">
				{title}
			</h1>
			<p className="mt-3 text-lg text-soft">{note}</p>
		</div>
	);
}

/** What is said to who has come here by what they just did. */
function newsOf({ state, email, news, dates }: Required<Props>, words: Words<"booking">) {
	if (state === "pending")
		return { title: words("news.asked.title"), note: words("news.asked.note", { email }) };
	if (state !== "confirmed") return undefined;
	if (news === "moved")
		return { title: words("news.moved.title"), note: words("news.moved.note", { email }) };
	return {
		title: words("news.booked.title", { count: dates ?? 1 }),
		note: words("news.booked.note", { email }),
	};
}
