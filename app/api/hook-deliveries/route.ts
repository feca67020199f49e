import { forgetTold } from "@/lib/hooks/forget-told";
import { tellHooks } from "@/lib/hooks/tell-hooks";
import { handle, ok, operator } from "@/lib/http";

// What a cron calls. Crons can only GET, so it is the bearer secret and not the verb that keeps others out.
export const GET = handle(async (request) => {
	operator(request);
	await forgetTold();
	return ok(await tellHooks(40_000));
});
