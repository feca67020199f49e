import { handle, oneSpelling, shared } from "@/lib/http";
import { ListTeamSlots } from "@/lib/teams/schema";
import { teamSlots } from "@/lib/teams/team-slots";

type Context = { params: Promise<{ team: string; type: string; week: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const wish = ListTeamSlots.parse(await params);
	oneSpelling(request, `/api/team-slots/${wish.team}/${wish.type}/${wish.week}`);
	return shared(request, await teamSlots(wish));
});
