import type { Slot } from "@/lib/slots/schema";
import type { No } from "../../../_ui/send.ts";
import type { Wait } from "../../../_ui/wait.ts";
import type { HostHold } from "./claim.ts";
import type { LeftHold } from "./kept-hold.ts";

/** Where somebody stands on the way from a time to a booking. `until` is by this browser's clock. */
export type Phase =
	| { at: "closed" }
	| { at: "holding"; slot: Slot; wait?: Wait }
	| { at: "held"; slot: Slot; hold: HostHold; until: number; left: LeftHold }
	| { at: "gone"; slot: Slot; no: No }
	| { at: "failed"; slot: Slot; no: No; key: string };
