import { getLocale, getTranslations } from "next-intl/server";
import { placeWords } from "@/lib/bookings/place-words";
import { Typed } from "@/lib/bookings/schema";
import { withWords } from "@/lib/bookings/with-words";
import type { Language } from "@/lib/languages/languages";
import { saidIn } from "@/lib/languages/said-in";
import type { Words } from "@/lib/languages/words";
import { freeBetween } from "@/lib/slots/free-between";
import { nearestSlots } from "@/lib/slots/nearest-slots";
import type { AppointmentType, Teacher } from "@/lib/teachers/schema";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { type TypedForm, typedBefore } from "@/lib/typed";
import { BothTimes } from "../../../../_ui/both-times.tsx";
import { quietButton } from "../../../../_ui/button.ts";
import { Notice } from "../../../../_ui/notice.tsx";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import { AskNote } from "../ask-note.tsx";
import { CancelNote } from "../cancel-note.tsx";
import { unanswered } from "../question-fields.tsx";
import { carried, link } from "./address.ts";
import type { Asked } from "./asked.ts";
import { BookForm } from "./book-form.tsx";
import { isTooLate, wordsOf } from "./refused.ts";

type Props = { asked: Asked; startsAt: string; teacher: Teacher; viewer: Viewer };

/** One time: the form for it, or, where it is gone, the nearest that are not, with what was typed. */
export async function TakeTime({ asked, startsAt, teacher, viewer }: Props) {
	const { type, minutes, no, why, wait, again, zone } = asked;
	const [words, plain, common, language] = await Promise.all([
		getTranslations("board"),
		getTranslations("plain"),
		getTranslations("common"),
		getLocale(),
	]);
	const wish = { teacher: teacher.handle, type: type.handle, startsAt };
	const opening = type.opening?.byTicket ? type.opening.id : undefined;
	const typed = await typedBefore(again);
	// After a "no" the list is not asked: it may lack this time because of a booking that one has not heard of yet, and
	// the same form sent again tells.
	const gone = no
		? isTooLate(no)
			? no
			: undefined
		: (await isFree({ ...wish, minutes }))
			? undefined
			: "GONE0";
	const nearest = gone
		? await nearestSlots({ ...wish, durationMinutes: minutes }).catch(() => [])
		: undefined;
	const day = dayOf(startsAt, zone);
	const endsAt = new Date(Date.parse(startsAt) + (minutes ?? type.durationMinutes) * 60_000).toISOString();
	const said = no ?? gone;
	const place = placeWords({ kind: type.placeKind, text: type.address }, language);
	return (
		<section aria-label={plain("book.yours")} className="max-w-xl">
			{said && (
				<div className="mb-5">
					<Notice tone={why ? "brass" : "alarm"} role="alert">
						{await wordsOf(said, wait, why)}
						{said === "QUEUE" && ` ${plain("book.leads")}`}
					</Notice>
				</div>
			)}
			<h2 className={`mb-3 text-2xl first-letter:uppercase ${gone ? "text-soft line-through" : ""}`}>
				{dayLabel(day, "long", language)}
				{gone && `, ${clock(startsAt, zone, viewer.hour12)}`}
			</h2>
			<p className="mb-3 text-soft">{withWords(type.name, teacher.name, language)}</p>
			{!gone && (
				<>
					<BothTimes
						startsAt={startsAt}
						endsAt={endsAt}
						zone={zone}
						home={teacher.timeZone}
						hour12={viewer.hour12}
					/>
					{place && <p className="mt-3 wrap-anywhere">{place}</p>}
					<AskNote startsAt={startsAt} type={type} teacher={teacher.name} viewer={viewer} />
					<CancelNote
						startsAt={startsAt}
						cutoffMinutes={type.cutoffMinutes}
						teacher={teacher.name}
						viewer={viewer}
					/>
				</>
			)}
			{!nearest || nearest.length > 0 ? (
				<BookForm
					wish={{
						...wish,
						...(minutes && { durationMinutes: String(minutes) }),
						...(opening && { opening }),
					}}
					type={type}
					viewer={viewer}
					home={teacher.timeZone}
					typed={typed}
					// What was sent before is asked again as the same, but for what was booked with it.
					sameKey={no !== "REUSE"}
					faults={no === "INVAL" && typed ? faultsOf(typed, type, common, language) : {}}
					instead={nearest}
				/>
			) : (
				<p className="mt-4 text-soft">{plain("book.nothingElse")}</p>
			)}
			<p className="mt-4">
				<a href={link(teacher.handle, { ...carried(asked), from: day })} className={`${quietButton} -mx-3`}>
					{words("seeAll")}
				</a>
			</p>
		</section>
	);
}

/** Whether the lists still have it. When they cannot be had, the booking itself will tell. */
type FreeWish = { teacher: string; type: string; minutes: number | undefined; startsAt: string };
async function isFree({ startsAt, ...wish }: FreeWish) {
	const from = Date.parse(startsAt);
	const found = await freeBetween({ ...wish, from, until: from + 1 }).catch(() => undefined);
	return found === undefined || found.length > 0;
}

/** What is to be mended, in the same words as when it was refused. */
function faultsOf(
	typed: TypedForm,
	{ questions }: AppointmentType,
	words: Words<"common">,
	language: Language,
): Record<string, string> {
	const issues = Typed.safeParse({ name: typed.name, email: typed.email }).error?.issues ?? [];
	const faults = issues.toReversed().map(({ path, message }) => [path[0], saidIn(language, message)]);
	return { ...Object.fromEntries(faults), ...unanswered(questions, typed.answers, words) };
}
