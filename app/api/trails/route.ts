import { requireDeskUser } from "@/lib/auth";
import { trailCsv } from "@/lib/desk/trail-csv";
import { ExportTrail } from "@/lib/desk/trail-schema";
import { handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { uncached } from "@/lib/uncached";

export const GET = handle(async (request) => {
	const who = await requireDeskUser();
	await limit("desk", request, { account: who.userId });
	const { zone, ...wish } = ExportTrail.parse(Object.fromEntries(new URL(request.url).searchParams));
	return new Response(await trailCsv(who, wish, zone), {
		headers: {
			"Content-Type": "text/csv; charset=utf-8",
			"Content-Disposition": 'attachment; filename="changes.csv"',
			...uncached,
		},
	});
});
