import type { Place } from "@/lib/openings/place";
import { seatWords, turnWords } from "@/lib/openings/place-words";
import { ShareBar } from "../../../_ui/share-bar.tsx";
import { GiveUp } from "./give-up.tsx";
import { Stopped } from "./stopped.tsx";
import type { Room } from "./use-room.ts";
import { useSaid } from "./use-said.ts";

type Props = { room: Room; place: Place; why: "waiting" | "paused" | "all_held" };

/** How far it has come, about how long it takes, and what is left to be had. */
export function QueuePanel({ room, place, why }: Props) {
	const said = useSaid();
	const { words } = said;
	const { status, ticket } = room;
	const wait = why === "waiting" && turnWords(place, status?.perMinute ?? 0, said);
	const seats = seatWords(status?.freeSeats ?? null, place.ahead, said);
	const done = place.atFirst > 0 ? Math.min(1, Math.max(0, 1 - place.ahead / (place.atFirst + 1))) : 1;
	return (
		<>
			<ShareBar
				className="h-3 rounded-full"
				parts={[{ key: "done", share: Math.max(0.015, done), look: "fill-board" }]}
			/>
			{why !== "waiting" && <Stopped>{words(`why.${why}`)}</Stopped>}
			{(wait || seats) && (
				<div className="max-w-prose text-lg">
					{wait && <p>{wait}</p>}
					{seats && <p className="text-soft">{seats}</p>}
				</div>
			)}
			<p className="max-w-prose text-soft">{words("queue.stays")}</p>
			<GiveUp room={room} />
			{ticket?.inDraw && (
				<p className="text-sm text-soft">
					{words.rich("queue.number", {
						id: ticket.ticketId,
						number: (id) => <span className="font-mono break-all">{id}</span>,
					})}
				</p>
			)}
		</>
	);
}
