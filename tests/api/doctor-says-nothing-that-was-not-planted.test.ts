import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sentencesIn, textsIn, withoutText } from "./support/sentences.ts";

const source = (file: string) => readFileSync(join("stack", "doctor", file), "utf8");
const sentences = readdirSync(join("stack", "doctor")).flatMap((file) => sentencesIn(source(file)));
const tests = readdirSync(join("tests", "services"))
	.filter((file) => file.startsWith("doctor-finds-"))
	.map((file) => readFileSync(join("tests", "services", file), "utf8"));
const texts = tests.flatMap(textsIn);

test("each sentence by which the doctor has something mended is expected, in words of its own, where its fault is planted", () => {
	expect(sentences.length).toBeGreaterThan(45);
	expect(withoutText(sentences, texts)).toEqual([]);
	// One more would be missed.
	const more = sentencesIn('return mend("has gone where nobody planted it: look at " + it);');
	expect(more).toEqual([["has gone where nobody planted it: look at"]]);
	expect(withoutText([...sentences, ...more], texts)).toEqual(more);
});

test("each line is expected to turn red", () => {
	const names = [...source("diagnose.ts").matchAll(/\b(?:line|inside|there)\(\s*"([a-zA-Z -]+)"/g)];
	const lines = ["environment", "secrets", ...names.map(([, name]) => name as string)];
	expect(lines.length).toBeGreaterThan(30);
	// A database of Supabase's own cannot be had here: what is said of its address is tested by itself.
	const planted = lines.filter((name) => name !== "region");
	expect(planted.filter((name) => !tests.some((text) => text.includes(`"${name}"`)))).toEqual([]);
});
