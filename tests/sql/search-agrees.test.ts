import { expect, test } from "vitest";
import { fold } from "../../lib/teachers/fold.ts";
import { ownDatabase } from "../support/own-database.ts";

const { admin } = await ownDatabase();

test("each Latin letter is found by the same letters in the browser and in the database", async () => {
	const letters = Array.from({ length: 0x250 - 0xc0 }, (_, i) => String.fromCodePoint(0xc0 + i)).filter(
		(letter) => /\p{L}/u.test(letter),
	);
	const { rows } = await admin.query<{ folded: string }>(
		"select app.fold(letter) as folded from unnest($1::text[]) with ordinality as one (letter, place) order by place",
		[letters],
	);
	const told = rows.map(({ folded }, i) => [letters[i], folded]);
	expect(letters.map((letter) => [letter, fold(letter)])).toEqual(told);
});

test("and so are names", async () => {
	for (const [name, plain] of [
		["Łukasz Żółć", "lukasz zolc"],
		["Søren Ærø", "soren aro"],
		["Þóra Guðmundsdóttir", "thora gudmundsdottir"],
		["Groß, GROẞ", "gross, gross"],
		["İpek Işık", "ipek isik"],
		["Đặng Nguyễn", "dang nguyen"],
		["Käthe Größl", "kathe grossl"],
		["Kaethe Groessl", "kathe grossl"],
	] as const) {
		const { rows } = await admin.query("select app.fold($1) as folded", [name]);
		expect([name, fold(name), rows[0].folded]).toEqual([name, plain, plain]);
		expect(fold(name.normalize("NFD"))).toBe(plain);
	}
});
