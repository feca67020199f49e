import { handle, oneSpelling, shared } from "@/lib/http";
import { typeCopy } from "@/lib/teachers/get-type";
import { GetType } from "@/lib/teachers/schema";

type Context = { params: Promise<{ teacher: string; type: string }> };

// One that is listed nowhere comes to the page by its link: the page is everybody's, and asks for it here.
export const GET = handle<Context>(async (request, { params }) => {
	const wish = GetType.parse(await params);
	oneSpelling(request, `/api/types/${wish.teacher}/${wish.type}`);
	return shared(request, await typeCopy(wish));
});
