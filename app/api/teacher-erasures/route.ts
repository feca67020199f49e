import { requireDeskUser, signOut } from "@/lib/auth";
import { EraseByHandle, type Gone } from "@/lib/desk/erase-schema";
import { eraseTeacher } from "@/lib/desk/erase-teacher";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("desk", request, { account: who.userId });
	const { isGone } = await eraseTeacher(who, EraseByHandle.parse(wish).handle);
	// The session is of an account that Auth keeps, and leads nowhere here.
	if (isGone) await signOut();
	return ok({ signedOut: isGone, left: 0 } satisfies Gone);
});
