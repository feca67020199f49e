import "server-only";
import { env } from "../../env.ts";
import type { Language } from "../../languages/languages.js";
import { signInvitation } from "../../openings/ref.ts";
import { dayOf } from "../../time.ts";
import { clock, dayLabel, zoneLabel } from "../../time-words.ts";
import type { Letter } from "../letter.ts";
import { mailWords } from "../words.ts";

/** What app.describe_invitation gives. */
export type InvitationAnswer = {
	invitation_id: string;
	link_version: number;
	email: string;
	name: string | null;
	language: Language;
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
	const { name, language, opening, school, opens_at, joins_at, waiting_room, bookings_each } = invitation;
	const words = mailWords(language);
	const zone = invitation.time_zone ?? "UTC";
	const at = (instant: string) => {
		const day = dayLabel(dayOf(instant, zone), "whole", language);
		return `${day}, ${clock(instant, zone)}, ${zoneLabel(instant, zone)}`;
	};
	const past = (instant: string) => Date.parse(instant) <= Date.now();
	const isDrawn = waiting_room && !past(opens_at);
	const place = `${env().APP_URL}/opening/${invitation.opening_id}`;
	const ref = signInvitation({
		invitationId: invitation.invitation_id,
		linkVersion: invitation.link_version,
	});
	const joins = past(joins_at) ? words("invited.placeNow") : words("invited.placeFrom", { at: at(joins_at) });
	return {
		subject: words("invited.subject", { opening }),
		greeting: name ? words("hello", { name }) : words("helloAnybody"),
		opening: words("invited.opening", { school }),
		facts: [
			opening,
			...(isDrawn ? [joins] : []),
			words(past(opens_at) ? "invited.openSince" : "invited.opens", { at: at(opens_at) }),
			words("invited.times", { times: bookings_each }),
		],
		// What follows the # stays in the browser: no server's log has it.
		action: {
			label: words(waiting_room ? "invited.takePlace" : "invited.openLink"),
			url: `${place}#${ref}`,
		},
		closing: [isDrawn && words("invited.draw"), words("invited.yours", { url: `${place}/${ref}` })]
			.filter(Boolean)
			.join(" "),
	};
}
