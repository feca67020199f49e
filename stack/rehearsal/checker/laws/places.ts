import type { Call } from "../../call.ts";
import type { Story } from "../claims.ts";
import { count, type Finding } from "../finding.ts";
import type { Opening } from "../opening.ts";

/** One place for each invitation, in the database and by what people were told, however many tabs they had. */
export function findPlaces({ log }: Story, { tickets }: Opening): Finding {
	const broken: string[] = [];
	const several = (what: string, pairs: (readonly [string, string])[]) => {
		const first = new Map<string, string>();
		for (const [owner, ticket] of pairs) {
			const other = first.get(owner) ?? ticket;
			first.set(owner, other);
			if (other !== ticket) broken.push(`${what} ${owner} has both ${other} and ${ticket}`);
		}
	};
	several(
		"the invitation",
		[...tickets.values()].map(({ id, invitation }) => [invitation, id] as const),
	);
	several(
		"the address",
		[...tickets.values()].map(({ id, email }) => [email, id] as const),
	);
	const told = log.joins.filter((call): call is Call & { ticket: string } => call.ticket !== null);
	several(
		"person",
		told.map(({ person, ticket }) => [String(person), ticket] as const),
	);
	several(
		"the place",
		told.flatMap(({ email, ticket }) => (email ? [[ticket, email] as const] : [])),
	);
	return {
		name: "One place an invitation",
		looked: `${count(tickets.size)} places, and ${count(told.length)} answers about them`,
		broken,
	};
}
