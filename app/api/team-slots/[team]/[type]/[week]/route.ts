import { handle, shared } from "@/lib/http";
import { Refusal } from "@/lib/refusal";
import { ListTeamSlots } from "@/lib/teams/schema";
import { teamSlots } from "@/lib/teams/team-slots";

type Context = { params: Promise<{ team: string; type: string; week: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const wish = ListTeamSlots.parse(await params);
	// One spelling a list, as for a teacher's.
	if (!request.url.endsWith(`/api/team-slots/${wish.team}/${wish.type}/${wish.week}`))
		throw new Refusal("NTFND");
	return shared(request, await teamSlots(wish));
});
