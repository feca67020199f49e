import { expect, test } from "vitest";
import { weekOf } from "../../lib/time.ts";
import { ask } from "../api/support/ask.ts";
import { newTeam } from "../api/support/rules.ts";
import { newSchool, startIn } from "../api/support/school.ts";
import { originRequests, pause } from "./support/rig.ts";

const school = await newSchool(2);
const teacher = school.teachers[0]?.handle ?? "";
const { handle } = await newTeam(school.handle);
const week = weekOf(startIn(3));

test.each([
	["a team's list", `/api/team-slots/${handle}/lesson/${week}`],
	["a team's page", `/team/${handle}`],
	["a type by its own link", `/api/types/${teacher}/lesson`],
])("%s is asked of the origin once a second, however many look", async (_what, path) => {
	await ask("GET", path);
	const [from, looks] = [Date.now(), [] as Promise<number>[]];
	while (Date.now() < from + 3_000) {
		for (let each = 0; each < 10; each++) looks.push(ask("GET", path).then(({ status }) => status));
		await pause(100);
	}
	const seen = await Promise.all(looks);
	const seconds = Math.ceil((Date.now() - from) / 1_000);
	expect(new Set(seen)).toEqual(new Set([200]));
	expect(seen.length).toBeGreaterThan(100);
	const asked = originRequests(path, from, Date.now());
	expect(asked).toBeGreaterThan(0);
	expect(asked).toBeLessThanOrEqual(seconds + 1);
});
