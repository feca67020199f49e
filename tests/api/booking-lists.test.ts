import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { saidWords } from "../../lib/desk/words.ts";
import { ask, post } from "./support/ask.ts";
import { begunBooking } from "./support/desk.ts";
import { admin, book, booker, newSchool, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const school = await newSchool(2);
const [ada, bela] = school.teachers as [T, T];
type T = (typeof school.teachers)[number];
const cookie = await signIn(ada.email);
const list = (query = "", jar = cookie) => ask("GET", `/api/booking-lists${query}`, { cookie: jar });
const rowsOf = (text: string) => parse(text, { bom: true, columns: true }) as Record<string, string>[];
const day = startIn(3).slice(0, 10);

await book(ada.handle, startIn(3, "08:00"), booker("Käthe Müller"));
await book(ada.handle, startIn(3, "09:00"), { ...booker("Formula"), name: '=HYPERLINK("evil","Click") me' });
await book(ada.handle, startIn(3, "10:00"), { ...booker("At"), name: "@SUM(A1) me" });
await book(ada.handle, startIn(5, "08:00"), booker("Somebody Later"), "group");

test("a list is a CSV file that Excel reads as UTF-8, with one line for each booking, by the clocks that were asked for", async () => {
	const said = await list("?zone=Asia/Kathmandu");
	expect(said.status).toBe(200);
	expect(said.headers.get("content-type")).toBe("text/csv; charset=utf-8");
	const bytes = await (
		await fetch(`${process.env.APP_URL}/api/booking-lists`, { headers: { cookie } })
	).arrayBuffer();
	expect([...new Uint8Array(bytes).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
	expect(said.text.split("\r\n").at(-1)).toBe("");
	expect(rowsOf(said.text)[0]).toMatchObject({
		Day: day,
		From: "13:45",
		Until: "14:15",
		Type: "lesson",
		Name: "Käthe Müller",
		State: "Booked",
		Teacher: ada.name,
	});
	expect(rowsOf(said.text)).toHaveLength(4);
});

test("what a spreadsheet would run is text, and what is quoted is whole", async () => {
	const { text } = await list();
	expect(text).not.toMatch(/(^|,|")[=@]/m);
	expect(rowsOf(text).map(({ Name }) => Name)).toEqual([
		"Käthe Müller",
		`'=HYPERLINK("evil","Click") me`,
		"'@SUM(A1) me",
		"Somebody Later",
	]);
});

test("what was asked and said stands together, and a question keeps its own mark", () => {
	expect(saidWords({ label: "Which piece?", answer: "Für Élise" })).toBe("Which piece? Für Élise");
	expect(saidWords({ label: "Own bow", answer: true })).toBe("Own bow: Yes");
});

test("what its page filters, it leaves out, and its name says of when it is", async () => {
	const of = async (query: string) => {
		const { headers, text } = await list(query);
		return [headers.get("content-disposition"), rowsOf(text).map(({ Name }) => Name)];
	};
	expect(await of("?q=kathe")).toEqual(['attachment; filename="bookings-coming.csv"', ["Käthe Müller"]]);
	expect(await of(`?from=${day}&until=${day}&type=group`)).toEqual([
		`attachment; filename="bookings-from-${day}-until-${day}.csv"`,
		[],
	]);
	expect(await of("?type=group")).toEqual([expect.any(String), ["Somebody Later"]]);
	expect(await of("?past=1")).toEqual(['attachment; filename="bookings-past.csv"', []]);
});

test("a list of more than one batch comes whole, in order, and each once", async () => {
	await admin.query(
		`with type as (
			select type.* from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
			where teacher.handle = $1 and type.handle = 'lesson'
		), times as (
			select gen_random_uuid() as id, n, $2::timestamptz + n * interval '1 minute' as at from generate_series(1, 1200) as n
		), taken as (
			insert into app.appointments (id, teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
			select times.id, type.teacher_id, type.id, at, at + interval '1 minute', tstzrange(at, at + interval '1 minute'), 1
			from times, type
		)
		insert into app.bookings (appointment_id, state, during, name, email)
		select id, 'confirmed', tstzrange(at, at + interval '1 minute'), 'Number ' || n, n || '@many.example' from times`,
		[bela.handle, startIn(4, "00:00")],
	);
	const said = await list("", await signIn(bela.email));
	const names = rowsOf(said.text).map(({ Name }) => Name);
	expect(names).toEqual(Array.from({ length: 1200 }, (_, i) => `Number ${i + 1}`));
});

test("who is not signed in gets no list, and a query that cannot be meant is refused by its field", async () => {
	expect((await ask("GET", "/api/booking-lists")).error?.code).toBe("SIGIN");
	for (const [query, field] of [
		["state=held", "state"],
		["state=nonsense", "state"],
		["from=2026-02-30", "from"],
		["until=tomorrow", "until"],
		["type=A%20B", "type"],
		["team=..%2F", "team"],
		["zone=Nowhere%2FAtAll", "zone"],
		["q=a%00b", "q"],
		["after=x", "body"],
	] as const) {
		const said = await list(`?${query}`);
		expect([said.status, said.error?.code], query).toEqual([422, "INVAL"]);
		expect(Object.keys(said.error?.fields as object), query).toEqual([field]);
	}
});

test("a page takes what it can understand of its address, and leaves the rest", async () => {
	const read = async (query: string) => (await ask("GET", `/desk?${query}`, { cookie })).text;
	expect(await read("q=kathe&state=nonsense&from=2026-02-30&after=2026-02-30T00:00:00%2B00:00~x")).toContain(
		">Käthe Müller<",
	);
	expect(await read("q=nobody+here")).toContain("No booking fits this");
	expect(await read("q=a%00b")).toContain(">Somebody Later<");
});

test("who came is marked once it has begun, and before that it says so", async () => {
	const mark = (booking: string) => post("/api/attendances", { booking, came: false }, undefined, { cookie });
	const begun = await begunBooking(ada.handle);
	expect((await mark(begun)).json).toEqual({ state: "no_show" });
	const early = await mark(
		readRef(await book(ada.handle, startIn(6, "08:00"), booker("Too Early"))).bookingId,
	);
	expect([early.status, early.error?.code]).toEqual([422, "CLOSD"]);
	expect(early.error?.message).toContain("has not begun");
	expect((await list(`?state=no_show&from=${startIn(-1).slice(0, 10)}`)).text).toContain("Has Begun");
});
