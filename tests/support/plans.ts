import type pg from "pg";

export type Plan = { query: string; json: Node };
type Node = {
	"Node Type": string;
	"Relation Name"?: string;
	"Index Name"?: string;
	"Index Cond"?: string;
	"Shared Hit Blocks"?: number;
	Plans?: Node[];
};

/** Has Postgres tell the plans of all statements to come, those inside functions too, as the server's role gets them. */
export async function tellPlans(admin: pg.Client): Promise<void> {
	await admin.query("load 'auto_explain'");
	const { rows } = await admin.query(
		"select unnest(setconfig) as setting from pg_db_role_setting where setrole = 'firstbell_server'::regrole",
	);
	for (const { setting } of rows) {
		const [name, value] = setting.split("=");
		await admin.query("select set_config($1, $2, false)", [name, value]);
	}
	// What is known of the tables stays what the test has had counted: a slow run is else met by the minute's own count.
	await admin.query(`
		do $$ declare v_table regclass; begin
			for v_table in select oid from pg_class where relkind = 'r' and relnamespace = 'app'::regnamespace loop
				execute format('alter table %s set (autovacuum_enabled = off)', v_table);
			end loop;
		end $$`);
	// To be told of each step takes many times as long as the steps do.
	await admin.query("set statement_timeout = 0");
	for (const [name, value] of Object.entries({
		log_min_duration: "0",
		log_nested_statements: "on",
		log_analyze: "on",
		log_buffers: "on",
		log_format: "json",
		log_level: "notice",
	})) {
		await admin.query("select set_config($1, $2, false)", [`auto_explain.${name}`, value]);
	}
}

/** Runs one statement and gives the plans of everything that ran in it. */
export async function plansOf(admin: pg.Client, text: string, values: unknown[] = []): Promise<Plan[]> {
	const plans: Plan[] = [];
	const hear = ({ message }: { message?: string | undefined }) => {
		const json = /plan:\n(\{[\s\S]*\})$/.exec(message ?? "")?.[1];
		if (!json) return;
		const { "Query Text": query, Plan } = JSON.parse(json);
		plans.push({ query, json: Plan });
	};
	admin.on("notice", hear);
	try {
		await admin.query(text, values);
	} finally {
		admin.off("notice", hear);
	}
	return plans;
}

/** Indexes of some rows only, of which there are never more than a few: the one synthetic school, an alert of each name. */
const short = ["schools_are_synthetic_once", "watch_alerts_are_one_at_a_time", "watch_alerts_open"];

/** The tables and indexes that a plan reads from one end to the other: by a Seq Scan, or by an index without a condition. */
export function readWhole(plan: Plan): string[] {
	return nodes(plan.json)
		.filter((node) => node["Node Type"] === "Seq Scan" || (isLong(node["Index Name"]) && !node["Index Cond"]))
		.map((node) => node["Relation Name"] ?? node["Index Name"] ?? "?");
}

const isLong = (index: string | undefined) => index !== undefined && !short.includes(index);

/** The indexes that it uses. */
export function indexesOf(plan: Plan): string[] {
	return nodes(plan.json).flatMap((node) => node["Index Name"] ?? []);
}

/** How many pages of 8 KB it touched. */
export const pagesOf = (plan: Plan): number => plan.json["Shared Hit Blocks"] ?? 0;

function nodes(node: Node): Node[] {
	return [node, ...(node.Plans ?? []).flatMap(nodes)];
}
