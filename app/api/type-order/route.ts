import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { orderTypes } from "@/lib/rules/order-types";
import { OrderTypes } from "@/lib/rules/type-schema";

export const PUT = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser("rules:write");
	await limit("rules", request, { account: who.userId });
	return ok({ types: await orderTypes(who, OrderTypes.parse(wish)) });
});
