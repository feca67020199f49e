import { handle, shared } from "@/lib/http";
import { Refusal } from "@/lib/refusal";
import { typeCopy } from "@/lib/teachers/get-type";
import { GetType } from "@/lib/teachers/schema";

type Context = { params: Promise<{ teacher: string; type: string }> };

// One that is listed nowhere comes to the page by its link: the page is everybody's, and asks for it here.
export const GET = handle<Context>(async (request, { params }) => {
	const wish = GetType.parse(await params);
	if (!request.url.endsWith(`/api/types/${wish.teacher}/${wish.type}`)) throw new Refusal("NTFND");
	return shared(request, await typeCopy(wish));
});
