import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok, sameOrigin } from "@/lib/http";
import { limit } from "@/lib/limit";
import { previewFamilies } from "@/lib/office/preview-families";
import { PreviewFamilies } from "@/lib/office/schema";

// Twenty thousand families, with room for what else their file says of them.
const fileBytes = 4 * 1024 * 1024;

export const POST = handle(async (request) => {
	// Nobody else has us read a list of this length.
	sameOrigin(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	const wish = await body(request, fileBytes);
	return ok(await previewFamilies(who, PreviewFamilies.parse(wish)));
});
