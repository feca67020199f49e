import { handle, ok } from "@/lib/http";
import { Handle } from "@/lib/teachers/schema";
import { getTeam } from "@/lib/teams/get-team";

type Context = { params: Promise<{ team: string }> };

export const GET = handle<Context>(async (_request, { params }) =>
	ok(await getTeam(Handle.parse((await params).team))),
);
