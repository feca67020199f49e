import { apiDocument } from "@/lib/api/document";
import { handle, oneSpelling, shared } from "@/lib/http";

export const GET = handle(async (request) => {
	oneSpelling(request, "/api/openapi.json");
	return shared(request, apiDocument(), 30);
});
