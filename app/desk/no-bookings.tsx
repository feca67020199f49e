import Link from "next/link";
import type { Desk } from "@/lib/desk/schema";
import { Bell } from "../_ui/bell.tsx";
import { primaryButton } from "../_ui/button.ts";

/** Where there is nothing yet, and what to do about it. */
export function NoBookings({ desk, past }: { desk: Desk; past: boolean }) {
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<Bell className="mx-auto mb-4 size-10 opacity-60" />
			<h2 className="text-xl">{past ? "Nothing before today" : "No bookings yet"}</h2>
			{!past && (
				<>
					<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">
						{desk.spans.length
							? "Send people the link to your public page: what they book shows up here."
							: "Say when you are free each week, and people can book you."}
					</p>
					<Link href={desk.spans.length ? `/t/${desk.handle}` : "/desk/hours"} className={primaryButton}>
						{desk.spans.length ? "See your public page" : "Set your weekly hours"}
					</Link>
				</>
			)}
		</div>
	);
}
