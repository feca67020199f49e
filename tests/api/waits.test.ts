import { expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { weekOf } from "../../lib/time.ts";
import { awake } from "../support/waiting.ts";
import { ask, newKey, post, postForm } from "./support/ask.ts";
import { book, booker, newSchool, rows, startIn } from "./support/school.ts";
import { newOffer, newWait, stateOf } from "./support/waits.ts";

const { teachers } = await newSchool();
const teacher = teachers[0]?.handle ?? "";
let hours = 0;
const nextStart = () =>
	startIn(4 + Math.floor(hours / 12), `${String(8 + (hours++ % 12)).padStart(2, "0")}:00`);

test("what is full is listed, and what is free is not", async () => {
	const taken = nextStart();
	await book(teacher, taken, booker("Takes It"));
	const { json } = await ask("GET", `/api/full-times/${teacher}/lesson/${weekOf(taken)}`);
	expect(json.starts).toContain(taken);
	expect(json.starts).not.toContain(nextStart());
	expect(await ask("GET", `/api/full-times/${teacher}/lesson/${weekOf(taken)}?x=1`)).toMatchObject({
		status: 404,
	});
});

test("a place in line is told, and the link to it is not: it goes to the mailbox alone", async () => {
	const waited = await newWait(teacher, nextStart());
	const wish = { teacher, type: "lesson", startsAt: waited.startsAt };
	const said = await post("/api/waits", { ...wish, ...booker("Second In Line") });
	expect([said.status, said.json]).toEqual([201, { place: 2 }]);
	expect(
		(await post("/api/waits", { ...wish, startsAt: nextStart(), ...booker("Too Eager") })).error?.code,
	).toBe("FREE0");
	expect(
		(await post("/api/waits", { ...wish, day: "2026-12-24", ...booker("Both") })).error?.fields,
	).toHaveProperty("day");
});

test("without a script, one waits, takes what is offered by its page, and has a booking", async () => {
	const offered = await newOffer(teacher, nextStart(), "Offered Olive");
	const page = await ask("GET", `/wait/${offered.ref}`);
	expect(page.status).toBe(200);
	expect(page.text).toContain("Take this time");
	expect(page.text).toContain(offered.email);
	expect(await stateOf(offered)).toBe("offered");
	const fields = { wait: offered.ref, name: "", key: newKey() };
	const refused = await postForm("/api/form-acceptances", fields);
	expect(refused.headers.get("location")).toMatch(new RegExp(`^/wait/${offered.ref}\\?no=INVAL&again=`));
	const key = newKey();
	const taken = await postForm("/api/form-acceptances", { ...fields, name: "Olive", key });
	const location = taken.headers.get("location") ?? "";
	expect(location).toMatch(/^\/b\/[\w-]{44}\?booked=1$/);
	// Sent again, it is the same.
	const again = await postForm("/api/form-acceptances", { ...fields, name: "Olive", key });
	expect(again.headers.get("location")).toBe(location);
	const [row] = await rows("select state, name, email from app.bookings where id = $1", [
		readRef(location.slice(3, 47)).bookingId,
	]);
	expect(row).toEqual({ state: "confirmed", name: "Olive", email: offered.email });
	expect((await ask("GET", `/wait/${offered.ref}`)).text).toContain("It is yours");
});

test("a form says what is wrong and keeps what was typed; in order, it says which place it is", async () => {
	const { startsAt } = await newWait(teacher, nextStart());
	const fields = {
		teacher,
		type: "lesson",
		when: `slot ${startsAt}`,
		key: newKey(),
		from: startsAt.slice(0, 10),
	};
	const bad = await postForm("/api/form-waits", { ...fields, ...booker("Form Fay"), email: "nonsense" });
	const back = bad.headers.get("location") ?? "";
	expect(back).toContain("no=INVAL");
	const cookie = bad.headers.get("set-cookie")?.split(";")[0] ?? "";
	const page = await ask("GET", back, { cookie });
	expect(page.text).toContain("This does not look like an e-mail address.");
	expect(page.text).toContain("Form Fay");
	const good = await postForm("/api/form-waits", { ...fields, ...booker("Form Fay") });
	expect((await ask("GET", good.headers.get("location") ?? "")).text).toMatch(/2nd/);
});

test("a look at the page of a link changes nothing; saying no passes it on, and leaving ends it", async () => {
	const offered = await newOffer(teacher, nextStart());
	const next = {
		teacher,
		type: "lesson",
		startsAt: offered.startsAt,
		...booker("Next Nell"),
		timeZone: awake,
	};
	expect((await post("/api/waits", next)).status).toBe(201);
	await ask("GET", `/wait/${offered.ref}`, { headers: { purpose: "prefetch" } });
	expect(await stateOf(offered)).toBe("offered");
	await postForm("/api/form-wait-departures", { wait: offered.ref, what: "decline" });
	const [row] = await rows("select state from app.waits where email = $1", [next.email]);
	expect(row).toEqual({ state: "offered" });
	expect((await ask("GET", `/wait/${offered.ref}`)).text).toContain("You said no thanks");
	const waiting = await newWait(teacher, nextStart());
	expect((await ask("GET", `/wait/${waiting.ref}`)).text).toContain("1st");
	await postForm("/api/form-wait-departures", { wait: waiting.ref, what: "leave" });
	expect(await stateOf(waiting)).toBe("left");
});

test("the cron finds what was freed by other ways, and who comes for what lapsed has it passed on", async () => {
	const offered = await newOffer(teacher, nextStart());
	const next = {
		teacher,
		type: "lesson",
		startsAt: offered.startsAt,
		...booker("Patient Pat"),
		timeZone: awake,
	};
	await post("/api/waits", next);
	await rows("update app.mails set sent_at = now() - interval '2 hours' where wait_id = $1", [offered.id]);
	await rows("update app.bookings set held_until = now() - interval '1 second' where wait_id = $1", [
		offered.id,
	]);
	expect((await ask("GET", `/wait/${offered.ref}`)).text).toContain("gone to the next one");
	const said = await post("/api/bookings", { ...next, name: "Rushing Rae" });
	expect(said.error?.code).toBe("TAKEN");
	await expect
		.poll(async () => (await rows("select state from app.waits where email = $1", [next.email]))[0], {
			timeout: 30_000,
		})
		.toEqual({ state: "offered" });
});

test("nobody is told who else waits", async () => {
	const { email, startsAt } = await newWait(teacher, nextStart(), "Secret Sasha");
	for (const path of [
		`/api/full-times/${teacher}/lesson/${weekOf(startsAt)}`,
		`/api/slots/${teacher}/lesson/${weekOf(startsAt)}`,
		`/t/${teacher}`,
		`/t/${teacher}/book?type=lesson&wait=list&from=${startsAt.slice(0, 10)}`,
	]) {
		const { text } = await ask("GET", path);
		expect(text.includes(email) || text.includes("Secret Sasha")).toBe(false);
	}
});
