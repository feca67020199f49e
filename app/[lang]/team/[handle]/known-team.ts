import { cacheLife, cacheTag } from "next/cache";
import { Refusal } from "@/lib/refusal";
import { getTeam } from "@/lib/teams/get-team";

/** A team as its page knows it until the next edit of it, or of anybody in it; null for none. */
export async function knownTeam(handle: string) {
	"use cache";
	cacheTag("teams");
	cacheLife("minutes");
	try {
		const team = await getTeam(handle);
		// As many as one entry may have.
		for (const teacher of team.teachers.slice(0, 100)) cacheTag(`teacher:${teacher.handle}`);
		return team;
	} catch (error) {
		if (error instanceof Refusal && error.code === "NTFND") return null;
		throw error;
	}
}
