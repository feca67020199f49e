import { describe, expect, test } from "vitest";
import { actors } from "./support/rights/actors.ts";
import { ofBookers } from "./support/rights/of-bookers.ts";
import { ofDesk } from "./support/rights/of-desk.ts";
import { ofFamilies } from "./support/rights/of-families.ts";
import { ofLeaving } from "./support/rights/of-leaving.ts";
import { ofMails } from "./support/rights/of-mails.ts";
import { ofMine } from "./support/rights/of-mine.ts";
import { ofOffice } from "./support/rights/of-office.ts";
import { ofPrograms } from "./support/rights/of-programs.ts";
import { ofRules } from "./support/rights/of-rules.ts";
import { ofTeams } from "./support/rights/of-teams.ts";
import { ofWaits } from "./support/rights/of-waits.ts";
import { routes } from "./support/routes.ts";

// The whole of who may do what: each actor tries each route on what belongs to one booker and one teacher.
const table = [
	ofOffice,
	ofBookers,
	ofDesk,
	ofRules,
	ofTeams,
	ofFamilies,
	ofMails,
	ofMine,
	ofLeaving,
	ofPrograms,
	ofWaits,
].flatMap((each) => Object.entries(each));

test("every route is in the table, once", () => {
	expect(table.map(([route]) => route).sort()).toEqual([...routes].sort());
});

describe.each(table)("%s", (_route, cases) => {
	test.each(actors)("%s", async (actor) => {
		for (const { expected, attempt } of cases) {
			const said = await attempt(actor);
			expect(said.status, said.text.slice(0, 300)).toBe(expected[actor]);
			if (said.status >= 400) expect(said.error?.code).toMatch(/^(NTFND|DNIED|SIGIN|WRONG|STALE)$/);
		}
	});
});
