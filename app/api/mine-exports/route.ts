import { handle } from "@/lib/http";
import { askedIn } from "@/lib/languages/asked-in";
import { limit } from "@/lib/limit";
import { requireOwner } from "@/lib/mine/device";
import { exportMine, exportMineAsCsv } from "@/lib/mine/export-mine";
import { ExportMine } from "@/lib/mine/schema";
import { uncached } from "@/lib/uncached";

export const GET = handle(async (request) => {
	const who = requireOwner(request);
	await limit("exports", request, { account: who.bookerId });
	const { as } = ExportMine.parse(Object.fromEntries(new URL(request.url).searchParams));
	const text = as === "csv" ? await exportMineAsCsv(who, askedIn(request)) : await exportMine(who);
	return new Response(text, {
		headers: {
			"Content-Type": as === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
			"Content-Disposition": `attachment; filename="my-bookings.${as}"`,
			...uncached,
		},
	});
});
