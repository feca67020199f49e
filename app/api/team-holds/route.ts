import { admitProgram } from "@/lib/auth";
import { idempotencyKey } from "@/lib/bookings/field-schema";
import { body, created, handle } from "@/lib/http";
import { limit } from "@/lib/limit";
import { proveHuman } from "@/lib/prove-human";
import { holdTeamSlot } from "@/lib/teams/hold-team-slot";
import { HoldTeamSlot } from "@/lib/teams/schema";

export const POST = handle(async (request) => {
	const wish = HoldTeamSlot.parse(await body(request));
	const program = await admitProgram(request, "bookings:write");
	const key = idempotencyKey(request);
	await limit("holds", request);
	await proveHuman(request, wish, program);
	return created(await holdTeamSlot(key, wish));
});
