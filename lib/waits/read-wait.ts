import { type HoldAnswer, readHold } from "../bookings/read-hold.ts";
import { isoInstant } from "../instant.ts";
import { type OfferAnswer, readOffer } from "../teachers/read-offer.ts";
import { signWait } from "./ref.ts";
import type { Wait } from "./schema.ts";

/** What app.describe_wait gives. */
export type WaitAnswer = Pick<
	Wait,
	"state" | "kind" | "minutes" | "place" | "name" | "email" | "language"
> & {
	wait_id: string;
	link_version: number;
	wanted_from: string | null;
	time_zone: string;
	is_closed: boolean;
	was_taken_back: boolean;
	/** Of api.get_wait alone: a mail does not ask, and a database from before says nothing of it. */
	mails_come_back?: boolean;
	offer: HoldAnswer | null;
	teacher: { handle: string; name: string; time_zone: string; school: string; has_left?: boolean };
	type: OfferAnswer;
};

export function readWait(answer: WaitAnswer): Wait {
	const { state, kind, minutes, place, name, email, language, wanted_from, time_zone, offer, teacher, type } =
		answer;
	return {
		...{ state, kind, minutes, place, name, email, language },
		ref: signWait({ waitId: answer.wait_id, linkVersion: answer.link_version }),
		isClosed: answer.is_closed,
		wasTakenBack: answer.was_taken_back,
		mailsComeBack: answer.mails_come_back === true,
		wantedFrom: wanted_from && isoInstant(wanted_from),
		timeZone: time_zone,
		offer: offer && readHold(offer),
		teacher: {
			handle: teacher.handle,
			name: teacher.name,
			timeZone: teacher.time_zone,
			school: teacher.school,
			hasLeft: teacher.has_left === true,
		},
		type: readOffer(type),
	};
}
