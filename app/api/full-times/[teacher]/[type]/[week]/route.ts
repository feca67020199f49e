import { handle, oneSpelling, shared } from "@/lib/http";
import { ListSlots } from "@/lib/slots/schema";
import { fullTimes } from "@/lib/waits/full-times";

type Context = { params: Promise<{ teacher: string; type: string; week: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const wish = ListSlots.parse(await params);
	oneSpelling(request, `/api/full-times/${wish.teacher}/${wish.type}/${wish.week}`);
	return shared(request, await fullTimes(wish));
});
