import { getTicket } from "@/lib/openings/get-ticket";
import { openingStatus } from "@/lib/openings/opening-status";
import { phaseAt, placeOf, rankOf } from "@/lib/openings/place";
import { eachOf, seatWords, waitWords } from "@/lib/openings/place-words";
import { type Opening, type OpeningStatus, type Ticket, TicketRef } from "@/lib/openings/schema";
import { Refusal, type RefusalCode, refusals } from "@/lib/refusal";
import { nearLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { BookingsMade } from "../bookings-made.tsx";
import { closedWords } from "../closed-words.ts";
import { headingOf } from "../heading.ts";
import { stopped } from "../stopped.tsx";
import { TeacherLinks } from "../teacher-links.tsx";
import { type View, viewOf } from "../view.ts";
import { FormButton } from "./form-button.tsx";

type Props = { opening: Opening; invitation: string; place: string | undefined; no: RefusalCode | undefined };

/** The waiting room as it is at this moment, in plain HTML. */
export async function PlainRoom({ opening, invitation, place, no }: Props) {
	const ticket = await find(opening, place);
	const status = await statusOf(opening);
	const seed = status.groups[ticket?.group ?? 0]?.seed;
	const rank = seed && ticket?.inDraw ? await rankOf(seed, ticket.ticketId) : undefined;
	const now = Date.parse(ticket?.now ?? status.now);
	const refused = no && no !== "QUEUE" ? { code: no, message: refusals[no].message } : undefined;
	const view = viewOf({
		opening,
		link: invitation,
		broken: false,
		leftHere: false,
		status,
		now,
		ticket,
		place: ticket && placeOf(status, ticket, rank),
		no: refused,
		inside: true,
	});
	const viewer = { zone: opening.timeZone ?? "UTC", hour12: await askerReadsHour12() };
	const here = `/opening/${opening.id}/${invitation}${ticket ? `?place=${ticket.ticket}` : ""}`;
	const seconds = secondsToNext(view, now);
	const fields = { opening: opening.id, invitation };
	return (
		<section aria-labelledby="plain" className="rounded-2xl border border-line bg-card p-5 sm:p-8">
			{seconds && <meta httpEquiv="refresh" content={`${seconds};url=${here}`} />}
			<h2 id="plain" className="text-2xl sm:text-3xl">
				{view.at === "joining" ? "Your place" : headingOf({ view, ticket, now }, viewer)}
			</h2>
			<div className="mt-3 grid gap-5">
				<p className="max-w-prose text-lg text-soft">{wordsOf(view, opening, status, viewer, now)}</p>
				{refused && view.at !== "invalid" && <Notice tone="brass">{refusedWords(refused, view)}</Notice>}
				{ticket && ticket.bookings.length > 0 && <BookingsMade ticket={ticket} viewer={viewer} now={now} />}
				{(view.at === "joining" || view.at === "left") && (
					<FormButton action="/api/form-tickets" fields={fields} label="Take my place" />
				)}
				{ticket && (view.at === "entering" || view.at === "lapsed") && (
					<FormButton
						action="/api/form-passes"
						fields={{ ...fields, ticket: ticket.ticket }}
						label="Come in"
					/>
				)}
				{ticket && view.at === "inside" && (
					<>
						<TeacherLinks teachers={opening.teachers} />
						<FormButton
							plain
							action="/api/form-passes"
							fields={{ ...fields, ticket: ticket.ticket }}
							label="More time"
						/>
					</>
				)}
				{view.at === "released" && <TeacherLinks teachers={opening.teachers} />}
				{ticket && canLeave(view, opening) && (
					<FormButton
						plain
						action="/api/form-departures"
						fields={{ ...fields, ticket: ticket.ticket }}
						label="I do not need my place any more"
					/>
				)}
				{seconds && (
					<p className="text-sm text-soft">This page looks again by itself every {seconds} seconds.</p>
				)}
			</div>
		</section>
	);
}

async function find(opening: Opening, place: string | undefined): Promise<Ticket | undefined> {
	if (!TicketRef.safeParse(place).success) return undefined;
	try {
		const ticket = await getTicket(place ?? "");
		return ticket.opening === opening.id ? ticket : undefined;
	} catch (error) {
		if (error instanceof Refusal && error.code === "NTFND") return undefined;
		throw error;
	}
}

async function statusOf({ id, groups }: Opening): Promise<OpeningStatus> {
	return JSON.parse((await openingStatus(id, phaseAt(groups, Date.now()))).body);
}

function refusedWords({ code, message }: { code: RefusalCode; message: string }, view: View): string {
	if (code !== "CLOSD") return message;
	if (view.at === "early") return closedWords.early;
	if (view.at === "bell") return closedWords.beforeBell;
	return view.at === "ended" || view.at === "released" ? closedWords.over : closedWords.unsure;
}

/** Where somebody waits, or is in. */
function canLeave({ at }: View, { waitingRoom }: Opening): boolean {
	if (at === "inside") return true;
	return waitingRoom && ["bell", "drawing", "queue", "entering", "lapsed"].includes(at);
}

/** Undefined where nothing changes by waiting. */
function secondsToNext(view: View, now: number): number | undefined {
	if (view.at === "queue" || view.at === "drawing") return 10;
	if (view.at === "sold_out") return 60;
	if (view.at === "early" || view.at === "bell") return view.opens - now < 120_000 ? 10 : 60;
	return undefined;
}

function wordsOf(view: View, opening: Opening, status: OpeningStatus, viewer: Viewer, now: number): string {
	const { zone, hour12 } = viewer;
	const at = (instant: number) => `${nearLabel(instant, zone, hour12, now)} (${zone})`;
	switch (view.at) {
		case "early":
			return "Until bookings open, any time is as good as any other: places are drawn by lot.";
		case "joining":
			return `Take it with the button below. Each ${eachOf(opening.audience)} has one, and taking it again changes nothing.`;
		case "left":
			return "If you need it after all, take it up again: it is no worse than it was.";
		case "bell":
			return `Bookings open at ${at(view.opens)}. ${opening.waitingRoom ? "Places are drawn by lot then." : ""}`;
		case "drawing":
			return "Places are being drawn.";
		case "queue": {
			const wait = view.why === "waiting" ? waitWords(view.place, status.perMinute) : undefined;
			const why = { waiting: wait ? `It takes ${wait} until it is your turn.` : "", ...stopped }[view.why];
			return `${why} ${seatWords(status.freeSeats, view.place.ahead) ?? ""}`.trim();
		}
		case "entering":
			return "Come in when you are ready: ten minutes to choose begin then.";
		case "inside":
			return `Choose a teacher. You have until ${at(view.until)}, and more time if you ask for it.`;
		case "lapsed":
			return "Your minutes are over, and nothing is lost: come in again whenever you are ready.";
		case "sold_out":
			return "You need not wait any longer. Should somebody cancel while this page is open, it goes on by itself.";
		case "done":
			return "Each link is the key to a booking: to see it, or to cancel. They are in your mail, too.";
		case "invalid":
		case "revoked":
			return `The newest mail with your link is the one that counts. Else please ask ${opening.school}.`;
		case "ended":
			return `Nothing can be booked here any more. For questions, please ask ${opening.school}.`;
		case "released":
			return "What is left can be booked by everybody, without a link and without a turn.";
		default:
			return "";
	}
}
