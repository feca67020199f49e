import "server-only";
import { env } from "../env.ts";
import { signInvitation } from "../openings/ref.ts";
import { dayOf } from "../time.ts";
import { clock, dayLabel } from "../time-words.ts";
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
export function inviteLetter(invitation: InvitationAnswer): Letter & { subject: string } {
	const { name, opening, school, opens_at, joins_at, waiting_room, bookings_each } = invitation;
	const zone = invitation.time_zone ?? "UTC";
	const at = (instant: string) =>
		`${dayLabel(dayOf(instant, zone), "long")}, ${clock(instant, zone)} (${zone})`;
	const place = `${env().APP_URL}/opening/${invitation.opening_id}`;
	const ref = signInvitation({
		invitationId: invitation.invitation_id,
		linkVersion: invitation.link_version,
	});
	const draw = "Places are drawn by lot: it makes no difference who is first.";
	return {
		subject: `Your link for ${opening}`,
		greeting: name ? `Hello ${name},` : "Hello,",
		opening: `here is your personal link for ${opening} at ${school}.`,
		facts: [
			opening,
			`Opens ${at(opens_at)}`,
			...(waiting_room ? [`Take your place from ${at(joins_at)} on`] : []),
			bookings_each === 1 ? "One booking" : `Up to ${bookings_each} bookings`,
		],
		// What follows the # stays in the browser: no server's log has it.
		action: { label: waiting_room ? "Take your place" : "Open your link", url: `${place}#${ref}` },
		closing: `${waiting_room ? `${draw} ` : ""}This link is yours alone, and works on every device. If the page does not show your place, use this one: ${place}/${ref}`,
	};
}
