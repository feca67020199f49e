import { z } from "zod";
import { type Scope, scopes } from "../token.ts";

const Id = z.uuid("This is not an id.").toLowerCase();

/** `POST /api/tokens`: under an id that its form made; without days it does not run out. */
export const MakeToken = z.strictObject({
	token: Id,
	name: z
		.string()
		.trim()
		.min(1, "Please name it.")
		.max(60, "A name has at most 60 characters.")
		.refine((text) => text.isWellFormed() && !text.includes("\0"), "There is a broken character in this."),
	scopes: z
		.array(z.enum(scopes, "This is nothing that a token can be good for."))
		.min(1, "Choose what it is good for.")
		.max(scopes.length, "Each once.")
		.refine((all) => new Set(all).size === all.length, "Each once."),
	days: z.int().min(1, "At least a day.").max(730, "At most two years.").nullable(),
});
export type MakeToken = z.infer<typeof MakeToken>;

/** `POST /api/token-removals` */
export const OneToken = z.strictObject({ token: Id });
export type OneToken = z.infer<typeof OneToken>;

/** A token as who made it sees it afterwards. */
export type Token = {
	id: string;
	name: string;
	scopes: Scope[];
	/** `fb_Ab3dEf`, to know it again by. */
	beginning: string;
	/** Null where it does not run out. */
	expiresAt: string | null;
	/** To the hour; null for one that was never used. */
	lastUsedAt: string | null;
	createdAt: string;
};

export const mostTokens = 20;
