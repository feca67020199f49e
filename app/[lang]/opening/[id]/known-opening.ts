import "server-only";
import { cacheLife, cacheTag } from "next/cache";
import { getOpening } from "@/lib/openings/get-opening";
import type { Opening } from "@/lib/openings/schema";
import { Refusal } from "@/lib/refusal";

/** What everybody may know of an opening, until staff change it, or any teacher leaves; null for an unknown one. */
export async function knownOpening(id: string): Promise<Opening | null> {
	"use cache";
	cacheTag(`opening:${id}`, "teachers");
	cacheLife("hours");
	try {
		return await getOpening(id);
	} catch (error) {
		if (error instanceof Refusal && error.code === "NTFND") return null;
		throw error;
	}
}
