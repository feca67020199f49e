import { requireDeskUser } from "@/lib/auth";
import { body, created, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { listTokens } from "@/lib/tokens/list-tokens";
import { makeToken } from "@/lib/tokens/make-token";
import { MakeToken } from "@/lib/tokens/schema";

export const GET = handle(async (request) => {
	const who = await requireDeskUser();
	await limit("desk", request, { account: who.userId });
	return ok({ tokens: await listTokens(who) });
});

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("tokens", request, { account: who.userId });
	return created(await makeToken(who, MakeToken.parse(wish)));
});
