"use client";

import type { ReactNode } from "react";
import type { Opening } from "@/lib/openings/schema";
import { nearLabel } from "@/lib/time-words";
import { primaryButton } from "../../_ui/button.ts";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import { Notice } from "../../_ui/notice.tsx";
import type { Viewer } from "../../_ui/use-viewer.ts";
import { AskLink } from "./ask-link.tsx";
import { BookingsMade } from "./bookings-made.tsx";
import { Countdown } from "./countdown.tsx";
import { GiveUp } from "./give-up.tsx";
import { InsidePanel } from "./inside-panel.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { Stopped } from "./stopped.tsx";
import { TeacherLinks } from "./teacher-links.tsx";
import type { Room } from "./use-room.ts";

type Props = { room: Room; opening: Opening; viewer: Viewer };

export function RoomBody(props: Props) {
	const { room } = props;
	return (
		<div className="mt-3 grid gap-5">
			<Inner {...props} />
			{room.failing && (
				<Notice tone="brass">
					We cannot reach Firstbell just now. Your place is safe, and this page goes on by itself.
				</Notice>
			)}
		</div>
	);
}

function Inner({ room, opening, viewer }: Props) {
	const { view, now, ticket, status } = room;
	const { waitingRoom, school } = opening;
	const booked = ticket && ticket.bookings.length > 0 && (
		<BookingsMade ticket={ticket} viewer={viewer} now={now} />
	);
	switch (view.at) {
		case "loading":
			return <Words>Looking where this opening is.</Words>;
		case "strange":
			if (view.may === "ask") return <AskLink opening={opening} />;
			if (view.may === "come") return <TeacherLinks teachers={opening.teachers} />;
			return (
				<Words>
					Each family has a link of its own, in a mail that {school} had us send: its subject is “Your link
					for {opening.name}”. Open it from there. If no such mail is to be found, also not among spam, please
					ask {school}.
				</Words>
			);
		case "invalid":
			return (
				<Words>
					{room.broken
						? "It seems to be cut off: copy all of it from the mail."
						: "It may be old, or cut off."}{" "}
					The newest mail with your link is the one that counts. If it does not work either, please ask{" "}
					{school}.
				</Words>
			);
		case "revoked":
			return <Words>{school} has taken it back. Please ask there for a new one.</Words>;
		case "early":
			return (
				<>
					<Countdown ms={view.opens - now} />
					<Words>
						This page takes your place then, by itself. You may also come back later: until bookings open, any
						time is as good as any other.
					</Words>
				</>
			);
		case "joining":
			return view.trouble ? (
				<Notice tone="brass">{view.trouble.message} This page tries again by itself.</Notice>
			) : (
				<Words>This takes a moment.</Words>
			);
		case "left":
			return (
				<>
					<Words>If you need it after all, take it up again: it is no worse than it was.</Words>
					{booked}
					<p>
						<button
							type="button"
							ref={handOverFocus}
							onClick={room.join}
							aria-disabled={Boolean(room.busy)}
							className={primaryButton}
						>
							Take my place again
						</button>
					</p>
				</>
			);
		case "bell":
			return (
				<>
					<Countdown ms={view.opens - now} />
					<Words>
						Bookings open at {nearLabel(view.opens, viewer.zone, viewer.hour12, now)}
						{ticket && opening.groups.length > 1 && `, for ${opening.groups[ticket.group]?.name}`}.{" "}
						{!ticket
							? "Come back then, or leave this page open."
							: waitingRoom
								? "Then places are drawn by lot. You may close this page and come back by your link, on any device: your place stays."
								: "This page lets you in then, by itself."}
					</Words>
					{status?.state === "sold_out" && waitingRoom && (
						<Stopped>All times are taken just now. Some may come back until then.</Stopped>
					)}
					{ticket && waitingRoom && <GiveUp room={room} />}
				</>
			);
		case "drawing":
			return (
				<Words>{ticket?.inDraw === false ? "You get the next number." : "Places are being drawn."}</Words>
			);
		case "queue":
			return <QueuePanel room={room} place={view.place} why={view.why} />;
		case "entering":
			return view.trouble ? (
				<Notice tone="brass">{view.trouble.message} This page tries again by itself.</Notice>
			) : (
				<Words>We are letting you in …</Words>
			);
		case "inside":
			return (
				<>
					{status?.state === "all_held" && waitingRoom && (
						<Stopped>All times are held just now; some may come back.</Stopped>
					)}
					{status?.state === "sold_out" && waitingRoom && <Stopped>All times are taken just now.</Stopped>}
					{booked}
					<InsidePanel room={room} until={view.until} opening={opening} />
				</>
			);
		case "lapsed":
			return (
				<>
					<Words>Your minutes are over, and nothing is lost: come in again whenever you are ready.</Words>
					{booked}
					<p>
						<button
							type="button"
							ref={handOverFocus}
							onClick={room.enter}
							aria-disabled={Boolean(room.busy)}
							className={primaryButton}
						>
							{room.busy ? "One moment …" : "Come in again"}
						</button>
					</p>
					{room.no && <Notice tone="alarm">{room.no.message}</Notice>}
				</>
			);
		case "done":
			return (
				<>
					{booked}
					<Words>
						Each link is the key to a booking: to see it, or to cancel. They are in your mail, too.
					</Words>
				</>
			);
		case "sold_out":
			return (
				<>
					<Words>
						You need not wait any longer. Should somebody cancel while this page is open, it goes on by
						itself.
					</Words>
					{booked}
				</>
			);
		case "ended":
			return (
				<>
					<Words>Nothing can be booked here any more. For questions, please ask {school}.</Words>
					{booked}
				</>
			);
		case "released":
			return (
				<>
					<Words>What is left can be booked by everybody, without a link and without a turn.</Words>
					{booked}
					<TeacherLinks teachers={opening.teachers} />
				</>
			);
	}
}

function Words({ children }: { children: ReactNode }) {
	return <p className="max-w-prose text-lg text-soft">{children}</p>;
}
