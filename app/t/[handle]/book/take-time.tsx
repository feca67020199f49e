import { placeWords } from "@/lib/bookings/place-words";
import { Typed } from "@/lib/bookings/schema";
import { freeBetween } from "@/lib/slots/free-between";
import { nearestSlots } from "@/lib/slots/nearest-slots";
import type { AppointmentType, Teacher } from "@/lib/teachers/schema";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { type TypedForm, typedBefore } from "@/lib/typed";
import { BothTimes } from "../../../_ui/both-times.tsx";
import { quietButton } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { CancelNote } from "../cancel-note.tsx";
import { unanswered } from "../question-fields.tsx";
import { carried, link } from "./address.ts";
import type { Asked } from "./asked.ts";
import { BookForm } from "./book-form.tsx";
import { isTooLate, wordsOf } from "./refused.ts";

type Props = { asked: Asked; startsAt: string; teacher: Teacher; viewer: Viewer };

/** One time: the form for it, or, where it is gone, the nearest that are not, with what was typed. */
export async function TakeTime({ asked, startsAt, teacher, viewer }: Props) {
	const { type, minutes, no, wait, again, zone } = asked;
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
	const place = placeWords({ kind: type.placeKind, text: type.address });
	return (
		<section aria-label="Your booking" className="max-w-xl">
			{said && (
				<div className="mb-5">
					<Notice tone="alarm">
						{wordsOf(said, wait)}
						{said === "QUEUE" && " Your personal link leads to your place."}
					</Notice>
				</div>
			)}
			<h2 className={`mb-3 text-2xl ${gone ? "text-soft line-through" : ""}`}>
				{dayLabel(day, "long")}
				{gone && `, ${clock(startsAt, zone, viewer.hour12)}`}
			</h2>
			<p className="mb-3 text-soft">
				{type.name} with {teacher.name}
			</p>
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
					faults={no === "INVAL" && typed ? faultsOf(typed, type) : {}}
					instead={nearest}
				/>
			) : (
				<p className="mt-4 text-soft">Nothing else is free close by.</p>
			)}
			<p className="mt-4">
				<a href={link(teacher.handle, { ...carried(asked), from: day })} className={`${quietButton} -mx-3`}>
					See all free times
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
function faultsOf(typed: TypedForm, { questions }: AppointmentType): Record<string, string> {
	const issues = Typed.safeParse({ name: typed.name, email: typed.email }).error?.issues ?? [];
	const faults = issues.toReversed().map(({ path, message }) => [path[0], message]);
	return { ...Object.fromEntries(faults), ...unanswered(questions, typed.answers) };
}
