import type { Ticket } from "@/lib/openings/schema";
import { nearLabel } from "@/lib/time-words";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { useSaid } from "./use-said.ts";

type Props = { ticket: Ticket | undefined; viewer: Viewer; now: number };

/** What was booked by this place so far, each with the link that is its key. */
export function BookingsMade({ ticket, viewer, now }: Props) {
	const { words, language } = useSaid();
	if (!ticket?.bookings.length) return null;
	const { zone, hour12 } = viewer;
	return (
		<ul aria-label={words("made.title")} className="grid gap-2">
			{ticket.bookings.map(({ ref, startsAt, teacher }) => (
				<li key={ref} className="rounded-xl bg-chalk text-chalk-ink">
					<a
						href={`/b/${ref}`}
						className="flex min-h-11 flex-wrap items-center gap-x-3 rounded-xl px-4 py-2 underline underline-offset-4"
					>
						<b className="font-[680]">{nearLabel(startsAt, zone, hour12, now, language)}</b>
						<span>{words("made.with", { teacher })}</span>
					</a>
				</li>
			))}
		</ul>
	);
}
