import { expect, test } from "vitest";
import { catalogue, differences } from "../../stack/catalogue.ts";
import { ownDatabase } from "../support/own-database.ts";

const read = await ownDatabase("schemas");
const shipped = await ownDatabase("migrations");

test("the database that schemas/ makes is the one that migrations/ make", async () => {
	const ours = await catalogue(read.admin);
	expect(ours.length).toBeGreaterThan(100);
	expect(differences(ours, await catalogue(shipped.admin))).toEqual({ ours: [], theirs: [] });
});

test.each([
	["a column", "alter table app.teachers add column nickname text"],
	["a default", "alter table app.bookings alter column extensions_left set default 9"],
	["a constraint", "alter table app.appointments drop constraint appointments_never_overlap"],
	["an index", "drop index app.bookings_by_booker"],
	[
		"a function's body",
		`create or replace function app.joined(p_words text[]) returns text language sql immutable parallel safe
			return array_to_string(p_words, '-')`,
	],
	["a function's search_path", "alter function api.find_teachers(text) reset search_path"],
	["a grant", "grant execute on function app.refuse(text, text) to public"],
	["row level security", "alter table app.mails disable row level security"],
	["a policy", "create policy all_see on app.mails using (true)"],
	["a state", "alter type app.booking_state add value 'lost'"],
	[
		"a trigger",
		`create trigger nothing before update on app.mails for each row execute function suppress_redundant_updates_trigger()`,
	],
])("%s that only one of them has is found", async (_what, change) => {
	const before = await catalogue(shipped.admin);
	await shipped.admin.query("begin");
	await shipped.admin.query(change);
	const { ours, theirs } = differences(before, await catalogue(shipped.admin));
	await shipped.admin.query("rollback");
	expect(ours.length + theirs.length).toBeGreaterThan(0);
	expect(await catalogue(shipped.admin)).toEqual(before);
});
