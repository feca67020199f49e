import Link from "next/link";
import type { CalendarAppointment } from "@/lib/desk/calendar-schema";
import { stateWords } from "@/lib/desk/words";
import { type Day, dayOf } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { BothTimes } from "../../../_ui/both-times.tsx";
import { plainButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { DecideOne } from "../_list/decide-one.tsx";
import { Unreached } from "../unreached.tsx";

type Props = {
	appointment: CalendarAppointment;
	home: string;
	viewer: Viewer;
	onDecided: () => void;
	/** Where it can be moved. */
	onMove: (() => void) | undefined;
	onClose: () => void;
};

/** A time that is taken: what, when, and by whom; each leads to the list of bookings. */
export function BookingDialog({ appointment, home, viewer, onDecided, onMove, onClose }: Props) {
	const { type, colour, startsAt, endsAt, seats, bookings } = appointment;
	const day = dayOf(startsAt, home);
	return (
		<Dialog title={dayLabel(dayOf(startsAt, viewer.zone), "long")} onClose={onClose}>
			<p className="mb-3 flex items-center gap-2">
				<span data-colour={colour} aria-hidden="true" className="size-3 rounded-full bg-(--hue-edge)" />
				{type}
				{seats > 1 && `, ${bookings.length} of ${seats} seats`}
			</p>
			<BothTimes startsAt={startsAt} endsAt={endsAt} zone={viewer.zone} home={home} hour12={viewer.hour12} />
			<ul className="mt-4 divide-y divide-line">
				{bookings.map(({ id, name, email, state, isUnreached }) => (
					<li key={id} className="py-3">
						<p className="flex flex-wrap items-baseline justify-between gap-x-4">
							<Link
								prefetch={false}
								href={listed(name, day, day < dayOf(Date.now(), home))}
								className="-my-1 inline-flex min-h-11 items-center font-medium wrap-anywhere underline decoration-edge underline-offset-4 hover:decoration-current"
							>
								{name}
							</Link>
							<span className="text-sm text-soft">{stateWords[state]}</span>
						</p>
						{email && (
							<a
								href={`mailto:${email}`}
								className="inline-flex min-h-11 items-center text-sm break-all text-soft underline decoration-edge underline-offset-4 hover:text-ink"
							>
								{email}
							</a>
						)}
						{state === "pending" && (
							<div className="mt-2">
								<DecideOne booking={id} name={name} onDone={onDecided} />
							</div>
						)}
						{isUnreached && <Unreached email={email} />}
					</li>
				))}
			</ul>
			{onMove && (
				<button type="button" onClick={onMove} className={`${plainButton} mt-3 w-full`}>
					{bookings.length > 1 ? "Move them all" : "Move"}
				</button>
			)}
		</Dialog>
	);
}

/** Where the desk's list has it, with all that can be done with it. */
function listed(name: string, day: Day, past: boolean): string {
	return `/desk?${new URLSearchParams({ q: name, from: day, until: day, ...(past && { past: "1" }) })}`;
}
