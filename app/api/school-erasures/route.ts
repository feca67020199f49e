import { requireDeskUser, signOut } from "@/lib/auth";
import { EraseByHandle, type Gone } from "@/lib/desk/erase-schema";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { eraseSchool } from "@/lib/office/erase-school";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	const { isGone, left } = await eraseSchool(who, EraseByHandle.parse(wish).handle);
	// The session is of an account that Auth keeps, and leads nowhere here.
	if (isGone) await signOut();
	return ok({ signedOut: isGone, left } satisfies Gone);
});
