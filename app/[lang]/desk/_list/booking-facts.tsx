import type { ReactNode } from "react";
import { answerWords } from "@/lib/bookings/answer-words";
import { isOnlyAsked } from "@/lib/bookings/asked";
import { placeWords } from "@/lib/bookings/place-words";
import type { ListedBooking } from "@/lib/desk/list-schema";
import { seriesWords } from "@/lib/desk/words";
import { momentLabel } from "@/lib/time-words";
import { Unreached } from "../unreached.tsx";
import { YourTime } from "../your-time.tsx";

type Props = { booking: ListedBooking; zone: string; hour12: boolean };

/** All that is known of a booking, beside what its row says: by the clock of the list. */
export function BookingFacts({ booking, zone, hour12 }: Props) {
	const { state, email, answers, series, bookedAt, cancelledAt, cancelledByTeacher, cancelReason } = booking;
	const { isUnreached, decideUntil, decidedAt, hasLapsed, movedAt, movedFrom, movedByTeacher, movedByHand } =
		booking;
	const place = placeWords({ kind: booking.placeKind, text: booking.place });
	const moment = (at: string) => (
		<>
			{momentLabel(at, zone, hour12, Date.now())}
			<YourTime at={at} home={zone} inline />
		</>
	);
	return (
		<dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[8.5rem_1fr]">
			{email && (
				<Fact label="E-mail">
					<a
						href={`mailto:${email}`}
						className="-my-2 inline-flex min-h-11 items-center underline decoration-edge underline-offset-4"
					>
						{email}
					</a>
					{isUnreached && <Unreached email={email} />}
				</Fact>
			)}
			{place && <Fact label="Place">{place}</Fact>}
			{series && <Fact label="Series">{seriesWords(series)}</Fact>}
			{answers.map(({ label, answer }) => (
				<Fact key={label} label={label}>
					{answerWords(answer)}
				</Fact>
			))}
			<Fact label={isOnlyAsked(booking) || state === "declined" ? "Asked" : "Booked"}>
				{moment(bookedAt)}
			</Fact>
			{state === "pending" && decideUntil && <Fact label="Answer until">{moment(decideUntil)}</Fact>}
			{state === "declined" && decidedAt && (
				<Fact label={hasLapsed ? "Ran out" : "Declined"}>{moment(decidedAt)}</Fact>
			)}
			{movedAt && movedFrom && (
				<Fact label="Moved">
					{moment(movedAt)}, from {moment(movedFrom)}
					{movedByTeacher && (movedByHand ? ", by the teacher" : ", by another time zone")}
				</Fact>
			)}
			{booking.moveMessage && <Fact label="Said of it">{booking.moveMessage}</Fact>}
			{cancelledAt && (
				<Fact label="Cancelled">
					{moment(cancelledAt)}
					{cancelledByTeacher && ", by the teacher"}
				</Fact>
			)}
			{cancelReason && <Fact label="Reason">{cancelReason}</Fact>}
		</dl>
	);
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
	return (
		<div className="sm:contents">
			<dt className="text-sm text-soft wrap-anywhere sm:text-base">{label}</dt>
			<dd className="whitespace-pre-line wrap-anywhere">{children}</dd>
		</div>
	);
}
