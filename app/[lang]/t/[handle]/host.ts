import type { Words } from "@/lib/languages/words";
import type { Teacher } from "@/lib/teachers/schema";

/** Whose times a board shows: a teacher's, or those of any of a team. */
export type Host = Pick<Teacher, "handle" | "name" | "timeZone" | "types" | "hasHours"> & {
	/** Who is in the team. */
	members?: { handle: string; name: string }[];
};

/** Which of a host's lists; `of` names whose they are in an address, `minutes` only what is not the usual duration, or a team's. */
export type ListWish = { of: string; type: string; minutes: number | undefined };

export function listsOf({ handle, members }: Host): string {
	return `${members ? "team-slots" : "slots"}/${handle}`;
}

/** `Ms Okafor`, `any of the maths team` */
export function withWhom({ name, members }: Host, words: Words<"board">): string {
	return members ? words("anyOf", { team: name }) : name;
}
