import { handle } from "@/lib/http";
import { Refusal } from "@/lib/refusal";
import { listSlots } from "@/lib/slots/list-slots";
import { ListSlots } from "@/lib/slots/schema";

type Context = { params: Promise<{ teacher: string; type: string; week: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const wish = ListSlots.parse(await params);
	// One spelling a list: a query or an escape would be another key to every cache on the way.
	const path = `/api/slots/${wish.teacher}/${wish.type}/${wish.week}`;
	if (!request.url.endsWith(path)) throw new Refusal("NTFND");
	return Response.json(await listSlots(wish), { headers: fresh });
});

// An edge may keep it for a second and hand out the last one while it asks; a browser that did so would show a time
// that is gone until its next question.
const fresh = {
	"Cache-Control": "public, max-age=0, must-revalidate",
	"CDN-Cache-Control": "max-age=1, stale-while-revalidate=30",
};
