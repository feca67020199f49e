import { faultsOf, type Given, variables } from "../../lib/env.ts";
import { isHere } from "../../lib/this-machine.ts";
import { type Finding, mend, unasked, type Verdict, well } from "./finding.ts";

const secrets = ["LINK_SECRET", "CRON_SECRET"];

/** The two lines on the environment itself, and which variables nothing more can be asked of. */
export function readVariables(given: Given): { findings: Finding[]; wrong: Set<string> } {
	const faults = faultsOf({ ...given, NODE_ENV: "production" });
	const ofSecrets = faults.filter(({ name }) => secrets.includes(name) && given[name]);
	const others = [...faults.filter((fault) => !ofSecrets.includes(fault)), ...misplaced(given)];
	return {
		findings: [
			{ name: "environment", ...told(others, `${countOf(given)} variables are there, and can be read`) },
			{
				name: "secrets",
				...(secrets.some((name) => !given[name])
					? unasked("until environment is mended")
					: told(ofSecrets, "both are long, differ from each other and are no words of a template")),
			},
		],
		wrong: new Set(faults.map(({ name }) => name)),
	};
}

/** What each variable may be by itself, and yet must not be on what strangers reach. */
function misplaced(given: Given): { name: string; says: string }[] {
	const url = given.APP_URL ?? "";
	if (!URL.canParse(url) || isHere(url)) return [];
	return [
		...(url.startsWith("https:") ? [] : [{ name: "APP_URL", says: "has to begin with https://" }]),
		...["MAILBOX_URL", "FIRSTBELL_BENCH"]
			.filter((name) => given[name])
			.map((name) => ({ name, says: "is for one machine alone; take it away" })),
	];
}

function told(faults: { name: string; says: string }[], otherwise: string): Verdict {
	return faults.length
		? mend(faults.map(({ name, says }) => `${name}: ${says}`).join("; "))
		: well(otherwise);
}

const countOf = (given: Given) => variables.filter(({ name }) => given[name]).length;
