import "server-only";
import { env } from "../env.ts";
import { signInvitation } from "../openings/ref.ts";
import { dayOf } from "../time.ts";
import { clock, dayLabel, zoneLabel } from "../time-words.ts";
import type { Letter } from "./letter.ts";

/** What app.describe_invitation gives. */
export type InvitationAnswer = {
	invitation_id: string;
	link_version: number;
	email: string;
	name: string | null;
	opening_id: string;
	opening: string;
	school: string;
	opens_at: string;
	joins_at: string;
	waiting_room: boolean;
	bookings_each: number;
	time_zone: string | null;
};

/** The personal link by which a family comes to an opening. */
export function inviteLetter(invitation: InvitationAnswer): Letter {
	const { name, opening, school, opens_at, joins_at, waiting_room, bookings_each } = invitation;
	const zone = invitation.time_zone ?? "UTC";
	const at = (instant: string) => {
		const day = dayOf(instant, zone);
		return `${dayLabel(day, "long")} ${day.slice(0, 4)}, ${clock(instant, zone)}, ${zoneLabel(instant, zone)}`;
	};
	const past = (instant: string) => Date.parse(instant) <= Date.now();
	const place = `${env().APP_URL}/opening/${invitation.opening_id}`;
	const ref = signInvitation({
		invitationId: invitation.invitation_id,
		linkVersion: invitation.link_version,
	});
	return {
		subject: `Your link for ${opening}`,
		greeting: name ? `Hello ${name},` : "Hello,",
		opening: `with this link you can book at ${school}.`,
		facts: [
			opening,
			...(waiting_room && !past(opens_at)
				? [past(joins_at) ? "You can take your place now" : `Take your place from ${at(joins_at)}`]
				: []),
			past(opens_at) ? `Open since ${at(opens_at)}` : `Bookings open ${at(opens_at)}`,
			bookings_each === 1 ? "You can book once" : `You can book up to ${bookings_each} times`,
		],
		// What follows the # stays in the browser: no server's log has it.
		action: { label: waiting_room ? "Take your place" : "Open your link", url: `${place}#${ref}` },
		closing: `${waiting_room && !past(opens_at) ? `${draw} ` : ""}The link is yours alone and works on every device, so please keep it to yourself. If it does not show your place, use this one: ${place}/${ref}`,
	};
}

const draw =
	"You need not be first: everybody who has a place when it opens is put in order by lot, and whoever comes later is behind them.";
