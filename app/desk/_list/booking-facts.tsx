import type { ReactNode } from "react";
import type { ListedBooking } from "@/lib/desk/list-schema";
import { answerWords, placeWords, seriesWords } from "@/lib/desk/words";
import { momentLabel } from "@/lib/time-words";

type Props = { booking: ListedBooking; zone: string; hour12: boolean };

/** All that is known of a booking, beside what its row says: by the clock of the list. */
export function BookingFacts({ booking, zone, hour12 }: Props) {
	const { email, answers, series, bookedAt, cancelledAt, cancelledByTeacher, cancelReason } = booking;
	const place = placeWords(booking);
	const moment = (at: string) => momentLabel(at, zone, hour12, Date.now());
	return (
		<dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[8.5rem_1fr]">
			<Fact label="E-mail">
				<a
					href={`mailto:${email}`}
					className="-my-2 inline-flex min-h-11 items-center underline decoration-edge underline-offset-4"
				>
					{email}
				</a>
			</Fact>
			{place && <Fact label="Place">{place}</Fact>}
			{series && <Fact label="Series">{seriesWords(series)}</Fact>}
			{answers.map(({ label, answer }) => (
				<Fact key={label} label={label}>
					{answerWords(answer)}
				</Fact>
			))}
			<Fact label="Booked">{moment(bookedAt)}</Fact>
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
