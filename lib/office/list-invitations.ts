import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import type { Invitation } from "./schema.ts";

type Answer = {
	count: number;
	invitations: {
		id: string;
		email: string;
		name: string | null;
		group: number;
		language: Invitation["language"];
		revoked_at: string | null;
		mailed: Invitation["mailed"];
		joined_at: string | null;
		admitted_at: string | null;
		booked: number;
	}[];
};

/** An opening's families in whose name and address every word of the query is, at most 500 of `count`. Refuses DNIED, NTFND. */
export async function listInvitations(
	who: DeskUser,
	opening: string,
	query: string,
): Promise<{ count: number; invitations: Invitation[] }> {
	const { count, invitations } = await call<Answer>("list_invitations", who.userId, opening, query);
	return {
		count,
		invitations: invitations.map(({ revoked_at, joined_at, admitted_at, ...invitation }) => ({
			...invitation,
			revoked: revoked_at !== null,
			joinedAt: joined_at && isoInstant(joined_at),
			admittedAt: admitted_at && isoInstant(admitted_at),
		})),
	};
}
