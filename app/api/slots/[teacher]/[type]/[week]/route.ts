import { handle } from "@/lib/http";
import { listSlots } from "@/lib/slots/list-slots";
import { ListSlots } from "@/lib/slots/schema";

type Context = { params: Promise<{ teacher: string; type: string; week: string }> };

export const GET = handle<Context>(async (_request, { params }) => {
	const slots = await listSlots(ListSlots.parse(await params));
	return Response.json(slots, {
		headers: { "Cache-Control": "public, max-age=0, s-maxage=1, stale-while-revalidate=30" },
	});
});
