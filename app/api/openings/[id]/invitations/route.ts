import { requireDeskUser } from "@/lib/auth";
import { handle, ok } from "@/lib/http";
import { listInvitations } from "@/lib/office/list-invitations";
import { OpeningId } from "@/lib/openings/schema";
import { FindTeachers } from "@/lib/teachers/schema";

type Context = { params: Promise<{ id: string }> };

export const GET = handle<Context>(async (request, { params }) => {
	const who = await requireDeskUser();
	const { q } = FindTeachers.parse(Object.fromEntries(new URL(request.url).searchParams));
	return ok(await listInvitations(who, OpeningId.parse((await params).id), q));
});
