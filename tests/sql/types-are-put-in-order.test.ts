import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	teacher = `ada-${randomUUID().slice(0, 8)}`;
	user = await newTeacher(teacher);
});

type Type = Record<string, unknown> & { id: string; version: number; handle: string; position: number };
const types = (who = user) => call<Type[]>(admin, "list_types", who);
const handles = async () => (await types()).map(({ handle }) => handle);
const order = (ids: string[], who = user) =>
	call<{ types: Type[]; handle: string }>(admin, "order_types", who, ids);
const publicly = async () =>
	(await call<{ types: { handle: string }[] }>(admin, "get_teacher", teacher)).types.map(
		({ handle }) => handle,
	);

async function newTeacher(handle: string): Promise<string> {
	const id = randomUUID();
	await seedTeacher(admin, handle, { school: handle });
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [id, handle]);
	return id;
}

/** Two more than the lesson that every teacher has here. */
async function threeTypes(): Promise<[lesson: Type, exam: Type, talk: Type]> {
	const [{ id: _id, version: _version, ...like }] = (await types()) as [Type];
	for (const [index, handle] of ["exam", "talk"].entries()) {
		const wish = JSON.stringify({ ...like, handle, name: handle, position: index + 1 });
		await call(admin, "save_type", user, randomUUID(), 0, wish);
	}
	return (await types()) as [Type, Type, Type];
}

test("types stand in the order they were put in, on the teacher's page as well", async () => {
	const [lesson, exam, talk] = await threeTypes();
	const { types: ordered, handle } = await order([talk.id, lesson.id, exam.id]);
	expect(handle).toBe(teacher);
	expect(ordered.map(({ id, position }) => [id, position])).toEqual([
		[talk.id, 0],
		[lesson.id, 1],
		[exam.id, 2],
	]);
	expect(await publicly()).toEqual(["talk", "lesson", "exam"]);
});

test("what came to another place has another version, and saying the same again changes nothing", async () => {
	const [lesson, exam, talk] = await threeTypes();
	const { types: ordered } = await order([exam.id, lesson.id, talk.id]);
	expect(ordered.map(({ version }) => version)).toEqual([exam.version + 1, lesson.version + 1, talk.version]);
	expect((await order([exam.id, lesson.id, talk.id])).types).toEqual(ordered);
	const { id, version, ...wish } = lesson;
	expect(await codeOf(call(admin, "save_type", user, id, version, JSON.stringify(wish)))).toBe("STALE");
});

test("a type that is not named, since it was made meanwhile, comes after those that are", async () => {
	const [lesson, , talk] = await threeTypes();
	await order([talk.id, lesson.id]);
	expect(await handles()).toEqual(["talk", "lesson", "exam"]);
});

test("nobody orders another's types, nor one that is retired, and then nothing is moved", async () => {
	const [lesson, exam, talk] = await threeTypes();
	const other = await newTeacher(`${teacher}-x`);
	expect(await codeOf(order([talk.id, lesson.id], other))).toBe("NTFND");
	await call(admin, "retire_type", user, exam.id);
	expect(await codeOf(order([talk.id, exam.id, lesson.id]))).toBe("NTFND");
	expect(await codeOf(order([talk.id], randomUUID()))).toBe("DNIED");
	expect(await handles()).toEqual(["lesson", "talk"]);
});

test("a retirement that is taken back leaves the type as it was, to be booked again", async () => {
	const [lesson] = await threeTypes();
	await call(admin, "retire_type", user, lesson.id);
	expect(await codeOf(book(admin, { teacher, at: slotStart(0) }))).toBe("NTFND");
	for (const _twice of [1, 2])
		expect(await call(admin, "restore_type", user, lesson.id)).toEqual({ handle: teacher, outside: [] });
	expect((await types())[0]).toEqual(lesson);
	expect(await codeOf(book(admin, { teacher, at: slotStart(0) }))).toBe("ok");
});

test("nobody takes back another's retirement", async () => {
	const [lesson] = await threeTypes();
	await call(admin, "retire_type", user, lesson.id);
	const other = await newTeacher(`${teacher}-x`);
	expect(await codeOf(call(admin, "restore_type", other, lesson.id))).toBe("NTFND");
	expect(await codeOf(call(admin, "restore_type", randomUUID(), lesson.id))).toBe("DNIED");
	expect(await handles()).toEqual(["exam", "talk"]);
});
