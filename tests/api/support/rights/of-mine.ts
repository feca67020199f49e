import { expect } from "vitest";
import { ask, postForm } from "../ask.ts";
import { deviceOf, linkFor, type Own, ownerOf, shareAs } from "../mine.ts";
import { rows } from "../school.ts";
import { cookieOf } from "../session.ts";
import { type Actor, as, cookies, everyone, only, type Row, staffOnly, unknownEmail } from "./actors.ts";
import { nextStart, secret, teacher } from "./belongings.ts";

const owner = () => ownerOf(teacher, nextStart(), secret);

/** What an actor has in hand of somebody's own page: a key, one's own signature under another's id, or nothing at all. */
function held(actor: Actor, text: string, other: string): string {
	if (actor === "booker") return text;
	return actor === "other booker" ? text.slice(0, -22) + other.slice(-22) : "";
}
async function with_(actor: Actor, own: Own) {
	const device = held(actor, deviceOf(own.key), deviceOf((await owner()).key));
	const { headers, cookie } = as(actor);
	return { headers, cookie: [cookie, device].filter(Boolean).join("; ") };
}
const versionOf = async ({ key }: Own) =>
	(await rows<{ version: number }>("select version from app.bookers where id = $1", [key.bookerId]))[0]
		?.version;
const ofDesk = (status: number) => ({
	...only(status, 401, "teacher", "colleague", "stranger"),
	"former teacher": 403,
	staff: 403,
	"other staff": 403,
});

/** A booker's own page, calendars that are given out, and what is taken along. */
export const ofMine: Record<string, Row[]> = {
	"POST /api/form-mine-links": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const said = await postForm("/api/form-mine-links", { email: unknownEmail(actor) }, as(actor));
				expect(said.headers.get("location")).toBe("/mine?said=asked");
				return said;
			},
		},
	],
	"POST /api/form-mine-visits": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const own = await owner();
				const link = held(actor, linkFor(own.key), linkFor((await owner()).key)) || "A".repeat(54);
				const said = await postForm("/api/form-mine-visits", { link }, as(actor));
				const device = cookieOf(said).includes("firstbell_mine=");
				expect([said.headers.get("location"), device]).toEqual(
					actor === "booker" ? ["/mine", true] : ["/mine?no=NTFND", false],
				);
				return said;
			},
		},
	],
	"POST /api/form-mine-departures": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const own = await owner();
				const who = await with_(actor, own);
				const said = await postForm("/api/form-mine-departures", { from: "everywhere" }, who);
				expect(await versionOf(own)).toBe(actor === "booker" ? 2 : 1);
				return said;
			},
		},
	],
	"POST /api/form-mine-erasures": [
		{
			expected: everyone(303),
			attempt: async (actor) => {
				const own = await owner();
				const said = await postForm("/api/form-mine-erasures", { sure: "yes" }, await with_(actor, own));
				const left = await rows("select from app.bookings where email = $1", [own.email]);
				expect(left).toHaveLength(actor === "booker" ? 0 : 1);
				return said;
			},
		},
	],
	"GET /api/mine-exports": [
		{
			expected: only(200, 401, "booker"),
			attempt: async (actor) => {
				const own = await owner();
				const said = await ask("GET", "/api/mine-exports", await with_(actor, own));
				expect(said.text.includes(own.email)).toBe(actor === "booker");
				return said;
			},
		},
	],
	"POST /api/calendar-feeds": [
		{
			expected: only(201, 401, "booker"),
			attempt: async (actor) => {
				const who = await with_(actor, await owner());
				return ask("POST", "/api/calendar-feeds", { ...who, body: { of: "mine" } });
			},
		},
		{
			expected: ofDesk(201),
			attempt: (actor) => ask("POST", "/api/calendar-feeds", { ...as(actor), body: { of: "desk" } }),
		},
	],
	"POST /api/calendar-feed-removals": [
		{
			expected: only(204, 401, "booker"),
			attempt: async (actor) => {
				const own = await owner();
				const path = await shareAs("mine", deviceOf(own.key));
				const who = await with_(actor, own);
				const said = await ask("POST", "/api/calendar-feed-removals", { ...who, body: { of: "mine" } });
				expect((await ask("GET", path)).status).toBe(actor === "booker" ? 404 : 200);
				return said;
			},
		},
		{
			expected: ofDesk(204),
			attempt: async (actor) => {
				const path = await shareAs("desk", cookies.teacher ?? "");
				const said = await ask("POST", "/api/calendar-feed-removals", { ...as(actor), body: { of: "desk" } });
				expect((await ask("GET", path)).status).toBe(actor === "teacher" ? 404 : 200);
				return said;
			},
		},
	],
	// Whoever has the address may read it, as programs do that bring nothing else along.
	"GET /api/calendar-feeds/[file]": [
		{
			expected: only(200, 404, "booker"),
			attempt: async (actor) => {
				const path = await shareAs("mine", deviceOf((await owner()).key));
				const guess = `/api/calendar-feeds/${"A".repeat(43)}.ics`;
				return ask("GET", actor === "booker" ? path : guess, as(actor));
			},
		},
	],
	"GET /api/desk-exports": [
		{
			expected: ofDesk(200),
			attempt: async (actor) => {
				await owner();
				const said = await ask("GET", "/api/desk-exports", as(actor));
				expect(said.text.includes(secret)).toBe(actor === "teacher");
				return said;
			},
		},
		{
			expected: { ...staffOnly(200), "other staff": 200 },
			attempt: async (actor) => {
				const own = await owner();
				const said = await ask("GET", "/api/desk-exports?of=school", as(actor));
				expect(said.text.includes(own.email)).toBe(actor === "staff");
				return said;
			},
		},
	],
	"POST /api/erasures": [
		{
			// Another school's booker is as good as none.
			expected: { ...staffOnly(200), "other staff": 200 },
			attempt: async (actor) => {
				const { email } = await owner();
				const said = await ask("POST", "/api/erasures", { ...as(actor), body: { email } });
				const left = await rows("select from app.bookings where email = $1", [email]);
				expect(left).toHaveLength(actor === "staff" ? 0 : 1);
				return said;
			},
		},
	],
};
