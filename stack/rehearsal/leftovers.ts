import { readdirSync } from "node:fs";
import { join } from "node:path";
import { stopLeftover } from "../next-app.ts";
import { endLeftovers } from "./daemon.ts";
import { smallDiskIn, unmountSmallDisk } from "./small-disk.ts";

/** Ends everything that a killed run left behind in this data folder: instances, edge, pooler and Redis, and a small disk. */
export async function clearLeftovers(folder: string): Promise<void> {
	await stopLeftover(folder);
	await endLeftovers(folder);
	for (const name of readdirSync(folder).filter((each) => /^instance-\d+$/.test(each)))
		await stopLeftover(join(folder, name));
	unmountSmallDisk(smallDiskIn(folder));
}
