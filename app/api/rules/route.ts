import { requireDeskUser } from "@/lib/auth";
import { handle, ok } from "@/lib/http";
import { openRules } from "@/lib/rules/open-rules";

export const GET = handle(async () => ok(await openRules(await requireDeskUser())));
