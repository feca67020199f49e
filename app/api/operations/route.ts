import { requireDeskUser } from "@/lib/auth";
import { handle, ok } from "@/lib/http";
import { openOps } from "@/lib/watch/open-ops";

export const GET = handle(async () => ok(await openOps(await requireDeskUser())));
