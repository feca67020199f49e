import Link from "next/link";
import { plainButton } from "../../_ui/button.ts";
import { TurnBar, turnSaid } from "../../_ui/turn-bar.tsx";
import type { Turn } from "./use-turn.ts";

/** Whose turn it is and for how long, or where to wait for it. */
export function TurnNote({ turn }: { turn: Turn }) {
	return (
		<>
			{/* It stays while all else changes: what is new in it is read aloud. */}
			<p role="status" className="sr-only">
				{said(turn)}
			</p>
			{turn.until ? <InTurn turn={turn} /> : <NoTurn turn={turn} />}
		</>
	);
}

function NoTurn({ turn: { opening, ranOut } }: { turn: Turn }) {
	return (
		<div className="mb-6 flex flex-wrap items-center justify-between gap-3 rounded-xl bg-brass-tint px-4 py-3 text-brass-ink">
			{ranOut ? (
				<p>
					<b className="font-[680]">Your minutes are over; you keep your turn.</b> Come in again whenever you
					are ready.
				</p>
			) : (
				<p>
					<b className="font-[680]">Bookings go by turns here.</b> You can look at the times already.
				</p>
			)}
			<Link href={`/opening/${opening.id}`} prefetch={false} className={plainButton}>
				{ranOut ? "Back to your place" : "To your place"}
			</Link>
		</div>
	);
}

function InTurn({ turn: { opening, left, busy, no, more } }: { turn: Turn }) {
	return (
		<div className="mb-6">
			<TurnBar left={left} words={["It is your turn, for ", "."]} busy={busy} no={no} onMore={more}>
				<Link href={`/opening/${opening.id}`} prefetch={false} className={plainButton}>
					Other teachers
				</Link>
			</TurnBar>
		</div>
	);
}

function said({ until, left, ranOut, longer }: Turn): string {
	if (ranOut) return "Your minutes are over; you keep your turn.";
	return until ? turnSaid(left, longer) : "";
}
