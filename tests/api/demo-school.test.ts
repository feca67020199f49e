import { expect, test } from "vitest";
import { firstOperator, firstStaff, firstTeachers } from "../../stack/demo-school.ts";

test("the greeting of a start names two addresses to sign in with", async () => {
	const emails = await firstTeachers(process.env.DATABASE_ADMIN_URL ?? "");
	expect(emails).toHaveLength(2);
	for (const email of emails) expect(email).toMatch(/@demo-school\.example$/);
});

test("and one that looks after its openings", async () => {
	expect(await firstStaff(process.env.DATABASE_ADMIN_URL ?? "")).toEqual(["office@demo-school.example"]);
});

test("and one that watches all of it, who was there first", async () => {
	expect(await firstOperator(process.env.DATABASE_ADMIN_URL ?? "")).toEqual(["operator@demo-school.example"]);
});
