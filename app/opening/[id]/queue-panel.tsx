import type { Place } from "@/lib/openings/place";
import { seatWords, waitWords } from "@/lib/openings/place-words";
import { GiveUp } from "./give-up.tsx";
import { Stopped, stopped } from "./stopped.tsx";
import type { Room } from "./use-room.ts";

type Props = { room: Room; place: Place; why: "waiting" | "paused" | "all_held" };

/** How far it has come, about how long it takes, and what is left to be had. */
export function QueuePanel({ room, place, why }: Props) {
	const { status, ticket } = room;
	const wait = why === "waiting" && waitWords(place, status?.perMinute ?? 0);
	const seats = seatWords(status?.freeSeats ?? null, place.ahead);
	const done = place.atFirst > 0 ? Math.min(1, Math.max(0, 1 - place.ahead / (place.atFirst + 1))) : 1;
	return (
		<>
			<div aria-hidden="true" className="h-3 overflow-hidden rounded-full bg-line">
				<div
					className="h-full min-w-3 rounded-full bg-board transition-[width] duration-700"
					style={{ width: `${100 * done}%` }}
				/>
			</div>
			{why !== "waiting" && <Stopped>{stopped[why]}</Stopped>}
			{(wait || seats) && (
				<div className="max-w-prose text-lg">
					{wait && <p>It takes {wait} until it is your turn.</p>}
					{seats && <p className="text-soft">{seats}</p>}
				</div>
			)}
			<p className="max-w-prose text-soft">
				You may close this page and come back by your link, on any device: your place stays, and a turn that
				came meanwhile stays yours.
			</p>
			<GiveUp room={room} />
			{ticket?.inDraw && (
				<p className="text-sm text-soft">
					Your number in the draw is <span className="font-mono break-all">{ticket.ticketId}</span>
				</p>
			)}
		</>
	);
}
