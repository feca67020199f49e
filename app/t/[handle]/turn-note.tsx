import Link from "next/link";
import { plainButton } from "../../_ui/button.ts";
import { timeLeft } from "../../_ui/time-left.ts";
import type { Turn } from "./use-turn.ts";

// Long before it ends, so that there is time to answer, however slowly.
const shortMs = 2 * 60_000;

/** Whose turn it is and for how long, or where to wait for it. */
export function TurnNote({ turn }: { turn: Turn }) {
	const { opening, until, left, busy, no, more } = turn;
	const place = `/opening/${opening.id}`;
	if (!until) {
		return (
			<div className="mb-6 flex flex-wrap items-center justify-between gap-3 rounded-xl bg-brass-tint px-4 py-3 text-brass-ink">
				<p>
					<b className="font-[680]">Bookings go by turns here.</b> You can look at the times already.
				</p>
				<Link href={place} prefetch={false} className={plainButton}>
					To your place
				</Link>
			</div>
		);
	}
	const short = left <= shortMs;
	return (
		<div
			className={`mb-6 flex flex-wrap items-center justify-between gap-3 rounded-xl px-4 py-3 ${
				short ? "bg-brass-tint text-brass-ink" : "bg-chalk text-chalk-ink"
			}`}
		>
			<p>
				{short ? "Your turn is nearly over: " : "It is your turn, for "}
				<b className="font-[680] tabular-nums">{timeLeft(left)}</b>
				{short ? ". Do you need more?" : "."}
			</p>
			<span className="flex flex-wrap gap-2">
				<button type="button" onClick={more} aria-disabled={busy} className={plainButton}>
					{busy ? "One moment …" : "More time"}
				</button>
				<Link href={place} prefetch={false} className={plainButton}>
					Other teachers
				</Link>
			</span>
			<p role="status" className="sr-only">
				{short && "Your turn is nearly over. Press “More time” to keep it."}
			</p>
			{no && (
				<p role="alert" className="w-full">
					{no.message}
				</p>
			)}
		</div>
	);
}
