import { requireDeskUser } from "@/lib/auth";
import { exportDesk } from "@/lib/desk/export-desk";
import { ExportDesk } from "@/lib/desk/export-schema";
import { handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { uncached } from "@/lib/uncached";

export const GET = handle(async (request) => {
	const who = await requireDeskUser();
	await limit("exports", request, { account: who.userId });
	const { of } = ExportDesk.parse(Object.fromEntries(new URL(request.url).searchParams));
	return new Response(await exportDesk(who, of), {
		headers: {
			"Content-Type": "application/json; charset=utf-8",
			"Content-Disposition": `attachment; filename="firstbell-${of}.json"`,
			...uncached,
		},
	});
});
