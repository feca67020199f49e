import Link from "next/link";
import { Notice } from "../../../_ui/notice.tsx";

/** How many bookings to come what was saved does not offer, and where they are kept or cancelled; nothing where there are none. */
export function LeftOutside({ count }: { count: number }) {
	if (count === 0) return null;
	return (
		<Notice tone="brass">
			{count === 1 ? "A booking to come is at a time" : `${count} bookings to come are at times`} that you do
			not offer any more. Nobody is cancelled by that.{" "}
			<Link href="/desk/hours" className="font-medium underline underline-offset-4">
				See what to do with {count === 1 ? "it" : "them"}
			</Link>
		</Notice>
	);
}
