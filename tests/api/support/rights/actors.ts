import { given, type Said } from "../ask.ts";
import { makeStaff } from "../office.ts";
import { admin, newSchool } from "../school.ts";
import { signIn } from "../session.ts";

export const actors = [
	"booker",
	"other booker",
	"anonymous",
	"teacher",
	"colleague",
	"stranger",
	"former teacher",
	"operator",
	"staff",
	"other staff",
] as const;
export type Actor = (typeof actors)[number];
export type Expected = Record<Actor, number>;

export const everyone = (status: number) =>
	Object.fromEntries(actors.map((actor) => [actor, status])) as Expected;
export const only = (status: number, others: number, ...who: Actor[]): Expected => ({
	...everyone(others),
	...Object.fromEntries(who.map((actor) => [actor, status])),
});

export const school = await newSchool(4);
export const elsewhere = await newSchool(1);
const former = school.teachers[2]?.handle;
export const cookies: Partial<Record<Actor, string>> = {
	teacher: await signIn(school.teachers[0]?.email ?? ""),
	colleague: await signIn(school.teachers[1]?.email ?? ""),
	"former teacher": await signIn(school.teachers[2]?.email ?? ""),
	stranger: await signIn(elsewhere.teachers[0]?.email ?? ""),
	staff: await signIn(await makeStaff(school)),
	"other staff": await signIn(await makeStaff(elsewhere)),
};
await admin.query("update app.teachers set user_id = null where handle = $1", [former]);

/** What an actor brings along with every request. */
export function as(actor: Actor) {
	const headers: Record<string, string> = {};
	if (actor === "operator") headers.authorization = `Bearer ${given("CRON_SECRET")}`;
	return { headers, cookie: cookies[actor] };
}

export type Row = { expected: Expected; attempt: (actor: Actor) => Promise<Said> };

/** What is for a school's staff: who is not signed in, not of the staff, or of another school's is told apart. */
export const staffOnly = (status: number): Expected => ({
	...everyone(401),
	teacher: 403,
	colleague: 403,
	stranger: 403,
	"former teacher": 403,
	staff: status,
	"other staff": 404,
});

export function unknownEmail(actor: Actor): string {
	return `${actor.replace(" ", ".")}@${school.handle}.invalid.example`;
}
