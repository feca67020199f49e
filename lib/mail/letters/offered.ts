import "server-only";
import { when } from "../../bookings/when.ts";
import { env } from "../../env.ts";
import type { Wait } from "../../waits/schema.ts";
import type { Letter } from "../letter.ts";
import { at, mailWords } from "../words.ts";

/** A time became free, and is theirs to take until it is the next one's. */
export function offeredLetter({ ref, name, teacher, type, timeZone, language, offer }: Wait): Letter {
	const words = mailWords(language);
	// One without an offer is not sent: api.take_mails sees to it.
	const { startsAt, endsAt, heldUntil } = offer as NonNullable<typeof offer>;
	const until = at(heldUntil, timeZone, language);
	return {
		subject: words("offered.subject", {
			...{ until, type: type.name, teacher: teacher.name },
			when: at(startsAt, timeZone, language),
		}),
		greeting: words("hello", { name }),
		opening: words("offered.opening", { teacher: teacher.name, until }),
		facts: [type.name, ...when({ startsAt, endsAt }, timeZone, teacher.timeZone, language)],
		action: {
			label: words(type.needsApproval ? "offered.ask" : "offered.take"),
			url: `${env().APP_URL}/wait/${ref}`,
		},
		closing: words("offered.closing"),
	};
}
