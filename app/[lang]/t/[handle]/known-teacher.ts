import { cacheLife, cacheTag } from "next/cache";
import { Refusal } from "@/lib/refusal";
import { getTeacher } from "@/lib/teachers/get-teacher";

/** A teacher as the pages know them until the next edit; null for nobody. */
export async function knownTeacher(handle: string) {
	"use cache";
	cacheTag(`teacher:${handle}`);
	cacheLife("hours");
	try {
		return await getTeacher(handle);
	} catch (error) {
		if (error instanceof Refusal && error.code === "NTFND") return null;
		throw error;
	}
}
