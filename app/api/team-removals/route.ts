import { requireDeskUser } from "@/lib/auth";
import { body, done, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { dropTeam } from "@/lib/office/drop-team";
import { DropTeam } from "@/lib/office/team-schema";

export const POST = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	await dropTeam(who, DropTeam.parse(wish));
	return done();
});
