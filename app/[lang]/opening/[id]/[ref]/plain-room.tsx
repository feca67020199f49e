import { getLocale, getTranslations } from "next-intl/server";
import { getTicket } from "@/lib/openings/get-ticket";
import { openingStatus } from "@/lib/openings/opening-status";
import { phaseAt, placeOf, rankOf } from "@/lib/openings/place";
import { type Opening, type OpeningStatus, type Ticket, TicketRef } from "@/lib/openings/schema";
import { Refusal, type RefusalCode } from "@/lib/refusal";
import { askerReadsHour12 } from "../../../../_ui/asker.ts";
import { Notice } from "../../../../_ui/notice.tsx";
import { BookingsMade } from "../bookings-made.tsx";
import { headingOf } from "../heading.ts";
import { TeacherLinks } from "../teacher-links.tsx";
import { TimesHeld } from "../times-held.tsx";
import { type View, viewOf } from "../view.ts";
import { Words } from "../words.tsx";
import { FormButton } from "./form-button.tsx";
import { plainWords, refusedWords } from "./plain-words.ts";

type Props = { opening: Opening; invitation: string; place: string | undefined; no: RefusalCode | undefined };

/** The waiting room as it is at this moment, in plain HTML. */
export async function PlainRoom({ opening, invitation, place, no }: Props) {
	const ticket = await find(opening, place);
	const status = await statusOf(opening);
	const seed = status.groups[ticket?.group ?? 0]?.seed;
	const rank = seed && ticket?.inDraw ? await rankOf(seed, ticket.ticketId) : undefined;
	const now = Date.parse(ticket?.now ?? status.now);
	const refused =
		no && no !== "QUEUE" ? { code: no, message: (await getTranslations("refusals"))(no) } : undefined;
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
	const plain = await getTranslations("around");
	const said = { words: await getTranslations("opening"), language: await getLocale() };
	const viewer = { zone: opening.timeZone ?? "UTC", hour12: await askerReadsHour12() };
	const here = `/opening/${opening.id}/${invitation}${ticket ? `?place=${ticket.ticket}` : ""}`;
	const seconds = secondsToNext(view, now);
	const link = { opening: opening.id, invitation };
	const mine = ticket && { ...link, ticket: ticket.ticket };
	return (
		<section aria-labelledby="plain" className="rounded-2xl border border-line bg-card p-5 sm:p-8">
			{seconds && <meta httpEquiv="refresh" content={`${seconds};url=${here}`} />}
			<h2 id="plain" className="text-2xl sm:text-3xl">
				{view.at === "joining" ? plain("plain.title") : headingOf({ view, ticket, now }, viewer, said)}
			</h2>
			<div className="mt-3 grid gap-5">
				<Words>{plainWords(view, { opening, status, viewer, now, plain, said })}</Words>
				{refused && view.at !== "invalid" && (
					<Notice tone="brass">{refusedWords(refused, view, { plain, said })}</Notice>
				)}
				<TimesHeld ticket={ticket} viewer={viewer} now={now} plain />
				<BookingsMade ticket={ticket} viewer={viewer} now={now} />
				{(view.at === "joining" || view.at === "left") && (
					<FormButton action="/api/form-tickets" fields={link} label={plain("plain.take")} />
				)}
				{mine && (view.at === "entering" || view.at === "lapsed") && (
					<FormButton action="/api/form-passes" fields={mine} label={plain("plain.comeIn")} />
				)}
				{mine && view.at === "inside" && (
					<>
						<TeacherLinks teachers={opening.teachers} />
						<FormButton plain action="/api/form-passes" fields={mine} label={plain("plain.more")} />
					</>
				)}
				{view.at === "released" && <TeacherLinks teachers={opening.teachers} />}
				{mine && canLeave(view, opening) && (
					<FormButton plain action="/api/form-departures" fields={mine} label={said.words("giveUp")} />
				)}
				{seconds && <p className="text-sm text-soft">{plain("plain.looksAgain", { seconds })}</p>}
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
