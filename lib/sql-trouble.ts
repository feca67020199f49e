import "server-only";
import pg from "pg";
import { log } from "./log.ts";
import { isReason, isRefusalCode, Refusal, reasons } from "./refusal.ts";
import { tally } from "./tally.ts";

/**
 * A SQLSTATE means that the server answered and the connection is sound; anything else means it is not. So does a
 * server that says farewell, or one that has become a standby: whoever asks next must reach the one that took over.
 */
export function lost(error: unknown): Error | undefined {
	const sound = error instanceof pg.DatabaseError && error.severity !== "FATAL" && error.code !== "25006";
	return sound ? undefined : (error as Error);
}

/** What an error of this verb means: a Refusal where SQL says "no" or is busy, else itself. */
export function meant(verb: string, error: unknown): unknown {
	const code = sqlState(error);
	// What SQL counts by the minute may be asked again in one.
	if (isRefusalCode(code))
		return new Refusal(code, code === "SLOWD" ? { retryAfter: 60 } : beside(error as pg.DatabaseError));
	// Lock or statement timeout, too many connections, shutdown and start-up, failover, a broken line, full disk, two
	// that waited for each other: ask again in a moment.
	if (!code || /^(55P03|57014|53...|57P0.|25006|08...|40001|40P01)$/.test(code)) {
		tally(`database|${code ?? "lost"}`);
		log("error", "database busy or lost", { verb, error });
		return new Refusal("BUSY0");
	}
	// A verb that this build knows and the database does not: it is deployed before its migrations, which come any moment.
	if (code === "42883" && / api\.\w+\(/.test((error as Error).message)) {
		const wanted = process.env.NEWEST_MIGRATION;
		log("error", `the database is older than this build: apply supabase/migrations up to ${wanted}`, {
			verb,
		});
		return new Refusal("BUSY0");
	}
	// Text that Postgres cannot hold, such as U+0000.
	if (code === "22021" || code === "22P05") return new Refusal("INVAL");
	return error;
}

/** What SQL says beside its code: app.refuse_fields what to mend, and app.require_attendance why. */
function beside({ code, detail }: pg.DatabaseError): Record<string, unknown> {
	if (!detail?.startsWith("{")) return {};
	const said: Record<string, unknown> = JSON.parse(detail);
	if (code === "INVAL") return { fields: said };
	return isReason(said.why) ? { why: said.why, message: reasons[said.why] } : {};
}

function sqlState(error: unknown): string | undefined {
	return error instanceof pg.DatabaseError ? error.code : undefined;
}
