import { handle, shared } from "@/lib/http";
import { Refusal } from "@/lib/refusal";
import { ListSlots } from "@/lib/slots/schema";
import { fullTimes } from "@/lib/waits/full-times";

type Context = { params: Promise<{ teacher: string; type: string; week: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const wish = ListSlots.parse(await params);
	// One spelling a list, as of what is free.
	const path = `/api/full-times/${wish.teacher}/${wish.type}/${wish.week}`;
	if (!request.url.endsWith(path)) throw new Refusal("NTFND");
	return shared(request, await fullTimes(wish));
});
