import { handle, shared } from "@/lib/http";
import { Refusal } from "@/lib/refusal";
import { ListSlots } from "@/lib/slots/schema";
import { slotList } from "@/lib/slots/slot-list";

type Context = { params: Promise<{ teacher: string; type: string; week: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const wish = ListSlots.parse(await params);
	// One spelling a list: a query or an escape would be another key to every cache on the way.
	const path = `/api/slots/${wish.teacher}/${wish.type}/${wish.week}`;
	if (!request.url.endsWith(path)) throw new Refusal("NTFND");
	return shared(request, await slotList(wish));
});
