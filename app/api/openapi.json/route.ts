import { apiDocument } from "@/lib/api/document";
import { handle, shared } from "@/lib/http";

export const GET = handle(async (request) => shared(request, apiDocument(), 30));
