import { requireDeskUser } from "@/lib/auth";
import { closeTeachers } from "@/lib/desk/close-teachers";
import { CloseTeachers } from "@/lib/desk/erase-schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("desk", request, { account: who.userId });
	return ok(await closeTeachers(who, CloseTeachers.parse(wish).teachers));
});
