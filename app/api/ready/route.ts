import { handle } from "@/lib/http";
import { readiness } from "@/lib/readiness";

// Ready for visitors: for a load balancer, and for whoever deploys. Within two seconds, whatever hangs.
export const GET = handle(async () => {
	const state = await readiness();
	return Response.json(state, {
		status: state.ready ? 200 : 503,
		headers: { "Cache-Control": "no-store", ...(!state.ready && { "Retry-After": "2" }) },
	});
});
