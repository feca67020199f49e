import Link from "next/link";
import type { OutsideBooking } from "@/lib/rules/schema";
import { momentLabel } from "@/lib/time-words";
import { Notice } from "../../../_ui/notice.tsx";
import { YourTime } from "../your-time.tsx";

type Props = { outside: OutsideBooking[]; zone: string; hour12: boolean; now: number };

/** All bookings that stand outside of what is offered, be it by a calendar or by the hours: nobody is cancelled by either. */
export function OutsideNote({ outside, zone, hour12, now }: Props) {
	const shown = outside.slice(0, 5);
	return (
		<Notice tone="brass">
			<p className="font-medium">
				{outside.length === 1 ? "One booking lies" : `${outside.length} bookings lie`} outside what you offer,
				by a calendar here or by your own rules. {outside.length === 1 ? "It stands" : "They stand"} all the
				same.
			</p>
			<ul className="mt-1 list-disc pl-5">
				{shown.map(({ id, startsAt, name }) => (
					<li key={id}>
						{momentLabel(startsAt, zone, hour12, now)}
						<YourTime at={startsAt} home={zone} inline />: {name}
					</li>
				))}
				{outside.length > shown.length && <li>and {outside.length - shown.length} more</li>}
			</ul>
			<p className="mt-1">
				<Link
					href="/desk/hours"
					className="inline-flex min-h-11 items-center font-medium underline underline-offset-4"
				>
					See what to do with {outside.length === 1 ? "it" : "them"}
				</Link>
			</p>
		</Notice>
	);
}
