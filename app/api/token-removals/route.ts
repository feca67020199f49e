import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { dropToken } from "@/lib/tokens/drop-token";
import { OneToken } from "@/lib/tokens/schema";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("tokens", request, { account: who.userId });
	return ok({ tokens: await dropToken(who, OneToken.parse(wish)) });
});
