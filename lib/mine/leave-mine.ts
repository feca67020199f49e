import "server-only";
import { call } from "../db.ts";
import { forgetDevice } from "./device.ts";
import type { MineKey } from "./ref.ts";

/** Voids every link and every device of a booker, this one too. */
export async function leaveMine({ bookerId, version }: MineKey): Promise<void> {
	await call("leave_mine", bookerId, version);
	forgetDevice();
}
