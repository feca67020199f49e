import { expect, test } from "vitest";
import { alerts } from "../../stack/doctor/alerts.ts";

const webhook = "https://hooks.school.example/a-secret-path";
const nowhere = async () => {
	throw Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
};

test.each<[leads: string, look: () => Promise<string[]>, trusted: string[], state: string, says: string]>([
	["outside", async () => ["93.184.216.34"], [], "well", "nothing was sent"],
	["inside", async () => ["10.0.0.1"], [], "mend", "it leads into a network of your own"],
	["both ways", async () => ["93.184.216.34", "10.0.0.1"], [], "mend", "a network of your own"],
	[
		"inside, where that is meant",
		async () => ["10.0.0.1"],
		["hooks.school.example"],
		"well",
		"nothing was sent",
	],
	[
		"inside by another port than is meant",
		async () => ["10.0.0.1"],
		["hooks.school.example:8443"],
		"mend",
		"own",
	],
	["nowhere", nowhere, [], "mend", "ALERT_WEBHOOK would be told nothing: there is no such host"],
])(
	"a webhook whose name leads %s is judged as the app would, and not told by the doctor",
	async (_leads, look, trusted, state, words) => {
		const verdict = await alerts({ mail: undefined, webhook }, trusted, look);
		expect(verdict).toMatchObject({ state, says: expect.stringContaining(words) });
		expect(verdict.says).not.toMatch(/hooks\.school|secret-path/);
	},
);

test.each<[who: string, mail: string | undefined, says: string]>([
	["nobody", undefined, "the log alone is told what is wrong"],
	["a mailbox alone", "ops@school.example", "set ALERT_WEBHOOK as well"],
])("where %s is to hear of what is wrong, that is a note", async (_who, mail, words) => {
	expect(await alerts({ mail, webhook: undefined }, [], nowhere)).toMatchObject({
		state: "note",
		says: expect.stringContaining(words),
	});
});
