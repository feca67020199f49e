import { requireDeskUser } from "@/lib/auth";
import { renewSecret } from "@/lib/hooks/renew-secret";
import { RenewSecret } from "@/lib/hooks/schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("tokens", request, { account: who.userId });
	return ok(await renewSecret(who, RenewSecret.parse(wish)));
});
