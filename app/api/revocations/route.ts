import { requireDeskUser } from "@/lib/auth";
import { body, done, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { revokeInvitation } from "@/lib/office/revoke-invitation";
import { OneInvitation } from "@/lib/office/schema";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	await revokeInvitation(who, OneInvitation.parse(wish));
	return done();
});
