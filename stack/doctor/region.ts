import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../embedded/data-folder.ts";
import { mend, note, type Verdict, well } from "./finding.ts";

/** Vercel's regions, and Amazon's that each is in, by whose names Supabase and Upstash go: vercel.com/docs/regions. */
const places: Record<string, string> = {
	...{ arn1: "eu-north-1", bom1: "ap-south-1", cdg1: "eu-west-3", cle1: "us-east-2", cpt1: "af-south-1" },
	...{ dub1: "eu-west-1", dxb1: "me-central-1", fra1: "eu-central-1", gru1: "sa-east-1", hkg1: "ap-east-1" },
	...{ hnd1: "ap-northeast-1", iad1: "us-east-1", icn1: "ap-northeast-2", kix1: "ap-northeast-3" },
	...{
		lhr1: "eu-west-2",
		pdx1: "us-west-2",
		sfo1: "us-west-1",
		sin1: "ap-southeast-1",
		syd1: "ap-southeast-2",
	},
	yul1: "ca-central-1",
};

/** That functions run beside the database, by the region in its address: each booking asks it at least once. */
export function region(databaseUrl: string, regions = regionsHere()): Verdict {
	const [is] = /(?<=^aws-\d+-)[a-z]+-[a-z]+-\d+(?=\.pooler\.)/.exec(new URL(databaseUrl).hostname) ?? [];
	if (!is)
		return note("the database's address names no region: see that vercel.json names the one beside it");
	const beside = Object.keys(places).find((name) => places[name] === is);
	if (!beside)
		return note(`the database is in ${is}, where Vercel runs no functions: take the nearest in vercel.json`);
	if (regions.length === 1 && regions[0] === beside)
		return well(`functions run in ${beside}, beside the database in ${is}`);
	return mend(
		`functions run in ${regions.join(", ")}, and the database is in ${is}: write "regions": ["${beside}"] in vercel.json`,
	);
}

/** Where vercel.json has functions run. */
export const regionsHere = () =>
	(JSON.parse(readFileSync(join(projectRoot, "vercel.json"), "utf8")) as { regions: string[] }).regions;
