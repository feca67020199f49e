import { eachOf } from "@/lib/openings/place-words";
import type { Opening } from "@/lib/openings/schema";

/** In three sentences. */
export function HowItWorks({ opening: { waitingRoom, audience } }: { opening: Opening }) {
	const lines = waitingRoom
		? [
				"Places are drawn by lot when bookings open: being early, or having a fast phone, gives no advantage.",
				`Each ${eachOf(audience)} has one place, however many tabs or devices, and it stays yours if you close this page.`,
				"When it is your turn you have ten minutes to choose, and more whenever you ask.",
			]
		: [
				"Bookings open for everybody in one instant.",
				audience === "invited"
					? "Your personal link is your way in, on every device."
					: "You need nothing but this page, and the times of the teachers.",
				"Once inside, a time that you choose is kept for you while you fill in the form.",
			];
	return (
		<section aria-labelledby="how">
			<h2 id="how" className="text-lg">
				How it works
			</h2>
			<ol className="mt-3 grid gap-3 text-soft">
				{lines.map((line, i) => (
					<li key={line} className="flex gap-3">
						<span
							aria-hidden="true"
							className="grid size-6 shrink-0 place-items-center rounded-full bg-chalk text-sm font-[680] text-chalk-ink"
						>
							{i + 1}
						</span>
						<span>{line}</span>
					</li>
				))}
			</ol>
		</section>
	);
}
