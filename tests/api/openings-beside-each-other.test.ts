import { beforeEach, expect, test } from "vitest";
import { inMinutes } from "../support/openings.ts";
import { ask } from "./support/ask.ts";
import { makeStaff, newOpening, openingBody } from "./support/office.ts";
import { newSchool } from "./support/school.ts";
import { signIn } from "./support/session.ts";

let [ada, ben, teacher, cookie] = ["", "", "", ""];
beforeEach(async () => {
	const school = await newSchool(2);
	[ada, ben] = school.teachers.map(({ name }) => name) as [string, string];
	teacher = school.teachers[0]?.handle ?? "";
	cookie = await signIn(await makeStaff(school));
});

/** Whom an opening's page names, as everybody is shown it. */
async function namedBy(opening: string): Promise<string[]> {
	const { status, text } = await ask("GET", `/opening/${opening}`);
	expect(status).toBe(200);
	return [ada, ben].filter((name) => text.includes(name));
}
/** For which of these openings a page says that its teacher's times are. */
async function waitsFor(...openings: string[]): Promise<string[]> {
	const { text } = await ask("GET", `/t/${teacher}`);
	return openings.filter((id) => text.includes(id));
}
const steer = async (opening: string, act: string) =>
	expect((await ask("POST", "/api/steerings", { cookie, body: { opening, act } })).status).toBe(200);

test("what one teacher gets an opening of their own for is on the school's page no more, and is again once that is released", async () => {
	const whole = await newOpening(cookie);
	expect(await namedBy(whole)).toEqual([ada, ben]);
	expect(await waitsFor(whole)).toEqual([whole]);
	const own = await newOpening(cookie, { teacher });
	expect(await namedBy(own)).toEqual([ada]);
	expect(await namedBy(whole)).toEqual([ben]);
	expect(await waitsFor(whole, own)).toEqual([own]);
	// What changes nothing of whose it is says nothing of the others.
	await steer(own, "pause");
	await steer(own, "end");
	expect(await namedBy(whole)).toEqual([ben]);
	await steer(own, "release");
	expect(await namedBy(whole)).toEqual([ada, ben]);
	expect(await waitsFor(whole, own)).toEqual([whole]);
});

test("and so it is once that is saved as over before the school's was made", async () => {
	const own = await newOpening(cookie, { teacher });
	const whole = await newOpening(cookie);
	expect([await namedBy(own), await namedBy(whole)]).toEqual([[ada], [ben]]);
	expect(await waitsFor(whole, own)).toEqual([own]);
	const body = openingBody({ teacher, version: 1, closes_at: inMinutes(-0.5) });
	expect((await ask("PUT", `/api/openings/${own}`, { cookie, body })).status).toBe(200);
	expect([await namedBy(own), await namedBy(whole)]).toEqual([[], [ada, ben]]);
	expect(await waitsFor(whole, own)).toEqual([whole]);
});
