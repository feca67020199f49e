import "server-only";
import { headers } from "next/headers";
import { readsHour12 } from "@/lib/time-words";

/** Whether who asks for a page reads am and pm, by the first language of their browser. */
export async function askerReadsHour12(): Promise<boolean> {
	return readsHour12((await headers()).get("accept-language")?.split(/[,;]/)[0]);
}
