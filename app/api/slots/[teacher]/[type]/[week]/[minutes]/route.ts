import { handle, oneSpelling, shared } from "@/lib/http";
import { ListSlots } from "@/lib/slots/schema";
import { slotList } from "@/lib/slots/slot-list";

type Context = { params: Promise<{ teacher: string; type: string; week: string; minutes: string }> };

// The list of one of a type's other durations.
export const GET = handle<Context>(async (request, { params }) => {
	const wish = ListSlots.parse(await params);
	oneSpelling(request, `/api/slots/${wish.teacher}/${wish.type}/${wish.week}/${wish.minutes}`);
	return shared(request, await slotList(wish));
});
