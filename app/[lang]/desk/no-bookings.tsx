import Link from "next/link";
import type { Desk } from "@/lib/desk/schema";
import { primaryButton } from "../../_ui/button.ts";
import { EmptyBox } from "../../_ui/empty-box.tsx";

/** Where there is nothing yet, and what to do about it. */
export function NoBookings({ desk, past }: { desk: Desk; past: boolean }) {
	return (
		<EmptyBox bell title={past ? "Nothing before today" : "No bookings yet"}>
			{!past && (
				<>
					<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">
						{desk.hasHours
							? "Send people the link to your public page: what they book shows up here."
							: "Say when you are free each week, and people can book you."}
					</p>
					<Link href={desk.hasHours ? `/t/${desk.handle}` : "/desk/hours"} className={primaryButton}>
						{desk.hasHours ? "See your public page" : "Set your weekly hours"}
					</Link>
				</>
			)}
		</EmptyBox>
	);
}
