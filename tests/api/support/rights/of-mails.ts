import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { addresseeOf, signWish } from "../../../../lib/mail/wish-ref.ts";
import { appUrl, ask, postForm, send } from "../ask.ts";
import { rows } from "../school.ts";
import { type Actor, as, everyone, only, type Row } from "./actors.ts";

/** A new address, with its link as an actor can come by it: their own, another's signature, or a guess. */
export function wishOf(actor: Actor): { email: string; ref: string } {
	const email = `${randomUUID()}@home.example`;
	const ref = signWish(email);
	if (actor === "booker") return { email, ref };
	const cut = ref.slice(0, 21) + signWish("other@home.example").slice(21);
	return { email, ref: actor === "other booker" ? cut : "A".repeat(43) };
}

export const isUnwanted = async (email: string): Promise<boolean> =>
	(
		await rows("select from app.mail_wishes where addressee = $1 and unwanted_since is not null", [
			addresseeOf(email),
		])
	).length > 0;

/** What mail providers post (RFC 8058), with neither Origin nor cookie of ours. */
export const oneClick = (ref: string, headers: Record<string, string> = {}) =>
	send("POST", `/api/unsubscriptions/${ref}`, {
		headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
		body: "List-Unsubscribe=One-Click",
	});

/** Which mails one gets, in which language one reads, and what did not arrive. */
export const ofMails: Record<string, Row[]> = {
	"POST /api/unsubscriptions/[ref]": [
		{
			expected: only(200, 404, "booker"),
			attempt: async (actor) => {
				const { email, ref } = wishOf(actor);
				const said = await oneClick(ref, as(actor).headers);
				expect(await isUnwanted(email)).toBe(actor === "booker");
				return said;
			},
		},
	],
	"GET /api/unsubscriptions/[ref]": [
		{
			expected: only(303, 404, "booker"),
			attempt: async (actor) => {
				const { email, ref } = wishOf(actor);
				const said = await ask("GET", `/api/unsubscriptions/${ref}`, as(actor));
				expect(await isUnwanted(email)).toBe(false);
				return said;
			},
		},
	],
	// Everybody is led to the page of that link, where the others find nothing.
	"POST /api/form-mail-wishes": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const { email, ref } = wishOf(actor);
				const said = await postForm("/api/form-mail-wishes", { ref, reminders: "off" }, as(actor));
				expect(said.headers.get("location")).toMatch(new RegExp(`^/mails/${ref}(\\?saved=1)?$`));
				expect(await isUnwanted(email)).toBe(actor === "booker");
				return said;
			},
		},
	],
	// A browser's own, whoever sits at it.
	"POST /api/form-languages": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const said = await postForm("/api/form-languages", { language: "de", back: "/find?q=x" }, as(actor));
				expect(said.headers.get("location")).toBe("/find?q=x");
				return said;
			},
		},
	],
	"GET /dev/mail/previews": [
		{ expected: everyone(200), attempt: (actor) => ask("GET", "/dev/mail/previews", as(actor)) },
	],
	"GET /dev/mail/previews/[file]": [
		{
			expected: everyone(200),
			attempt: (actor) => ask("GET", "/dev/mail/previews/booker.mine.alone.de.html", as(actor)),
		},
	],
	"POST /api/mail-bounces": [
		{
			expected: only(404, 403, "operator"),
			attempt: (actor) => {
				const body = {
					messageId: `<${randomUUID()}@${new URL(appUrl).hostname}>`,
					permanent: true,
					reason: "",
				};
				return ask("POST", "/api/mail-bounces", { ...as(actor), body });
			},
		},
	],
};
