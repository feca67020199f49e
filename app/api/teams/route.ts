import { requireDeskUser } from "@/lib/auth";
import { body, handle, ok } from "@/lib/http";
import { limit } from "@/lib/limit";
import { listTeams } from "@/lib/office/list-teams";
import { saveTeam } from "@/lib/office/save-team";
import { SaveTeam } from "@/lib/office/team-schema";

export const GET = handle(async () => ok({ teams: await listTeams(await requireDeskUser()) }));

export const PUT = handle(async (request) => {
	const wish = await body(request);
	const who = await requireDeskUser();
	await limit("office", request, { account: who.userId });
	return ok(await saveTeam(who, SaveTeam.parse(wish)));
});
