import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { forgetServers } from "../../stack/rehearsal/own-servers.ts";
import { wishesIn } from "../../stack/rehearsal/wishes.ts";

const asked = (words: string) => wishesIn(words.split(" ").filter(Boolean));

test("ten thousand people and every fault, unless asked otherwise", () => {
	const { options, scale, roster } = asked("");
	expect(options).toMatchObject({ people: 10_000, teachers: 60, slots: 1_200, instances: 2 });
	expect(options.faults).toContain("instance-added-and-drained");
	expect([scale, roster]).toEqual([undefined, undefined]);
});

test("with several numbers of instances nothing breaks, unless it is asked for", () => {
	expect(asked("--scale 1,2,4")).toMatchObject({ scale: [1, 2, 4], options: { faults: [] } });
	expect(asked("--scale 1,2 --faults redis-killed").options.faults).toEqual(["redis-killed"]);
	expect(asked("--scale 1,2").json, "the latest run stays").not.toBe(asked("").json);
});

test("a roster is named by its file alone in what is written down", () => {
	const { options, roster } = asked("--roster /home/office/school.csv --people 300");
	expect(roster).toBe("/home/office/school.csv");
	expect(options).toMatchObject({ roster: "school.csv", people: 300 });
});

test.each([
	["--roster school.csv", "Say how many families come"],
	["--roster school.csv --people 300 --teachers 3", "leave --teachers and --slots out"],
	["--scale 2", "--scale takes two or more"],
	["--scale 1,1", "--scale takes two or more"],
	["--scale 1,17", "--scale takes two or more"],
	["--scale 1,x", "--scale takes two or more"],
	["--people 3", "--people is a number from 10 to 100000"],
	["--faults flood", 'There is no fault "flood". There are: redis-flushed'],
	["--slots 5 --teachers 6", "A teacher has 1 to 96 times"],
	["--compare one.json", "--compare takes two files"],
	["--fautls none", "Unknown option '--fautls'"],
])("%s is refused", (words, why) => {
	expect(() => asked(words)).toThrow(why);
});

test("whatever names a deployment's servers is forgotten, and what is the machine's own is not", () => {
	const example = readFileSync(join(import.meta.dirname, "..", "..", ".env.example"), "utf8");
	const names = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name = ""]) => name);
	expect(names).toContain("DATABASE_URL");
	const more = ["DATABASE_ADMIN_URL", "PGHOST", "PGPASSWORD", "PGSSLMODE", "VERCEL", "MAILBOX_URL"];
	const environment = Object.fromEntries(
		[...names, ...more, "PATH", "PORT", "HOME"].map((name) => [name, "x"]),
	);
	expect(forgetServers(environment).sort()).toEqual([...names, ...more].sort());
	expect(Object.keys(environment).sort()).toEqual(["HOME", "PATH", "PORT"]);
});
