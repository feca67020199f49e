import { expect, test } from "vitest";
import { ask, newKey, post, postForm } from "./support/ask.ts";
import { begunBooking } from "./support/desk.ts";
import { typeBody } from "./support/rules.ts";
import { admin, booker, type Fixture, newSchool, rows, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const [teacher] = (await newSchool()).teachers as [Fixture["teachers"][number]];
const cookie = await signIn(teacher.email);
const who = booker("Often Otto");
for (const name of ["First", "Second"]) {
	const id = await begunBooking(teacher.handle, name);
	await post("/api/attendances", { booking: id, came: false }, undefined, { cookie });
	await admin.query("update app.bookings set email = $2 where id = $1", [id, who.email]);
}
await rows(
	"update app.appointment_types set no_show_limit = 2 where teacher_id = (select id from app.teachers where handle = $1)",
	[teacher.handle],
);
const wish = { teacher: teacher.handle, type: "lesson", startsAt: startIn(3) };
const kindly = /arranged in person\. Please ask the teacher or the school/;

test("who has missed too many is told so kindly, with why, in one step and with a hold", async () => {
	const said = await post("/api/bookings", { ...wish, ...who });
	expect([said.status, said.error?.code, said.error?.why]).toEqual([422, "LIMIT", "missed"]);
	expect(said.error?.message).toMatch(kindly);
	const { hold } = (await post("/api/holds", wish)).json;
	const held = await post("/api/bookings", { hold, ...who });
	expect([held.error?.code, held.error?.why]).toEqual(["LIMIT", "missed"]);
	// The hold is another's to take still.
	expect((await post("/api/bookings", { hold, ...booker("Never Nina") })).status).toBe(201);
});

test("without a script the form comes back with the same words", async () => {
	const { name, email, timeZone } = who;
	const said = await postForm("/api/form-bookings", {
		...wish,
		startsAt: startIn(4),
		key: newKey(),
		name,
		email,
		timeZone,
	});
	expect(said.status).toBe(303);
	const address = said.headers.get("location") ?? "";
	expect(address).toContain("no=LIMIT&why=missed");
	expect((await ask("GET", address)).text).toMatch(kindly);
	expect((await ask("GET", address.replace("why=missed", "why=toString"))).text).not.toMatch(kindly);
});

test("a teacher sets how many there may be, and what cannot be is refused by its field", async () => {
	const save = async (noShowLimit: unknown) =>
		ask("PUT", "/api/types", { cookie, body: await typeBody(teacher.handle, { noShowLimit }) });
	expect((await save(3)).json.type.noShowLimit).toBe(3);
	for (const wrong of [0, 21, 1.5, "2", undefined]) {
		const said = await save(wrong);
		expect([said.status, Object.keys(said.error?.fields as object)]).toEqual([422, ["noShowLimit"]]);
	}
});
