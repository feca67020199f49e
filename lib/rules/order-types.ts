import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { renewTeacher } from "../teachers/renew-teacher.ts";
import { readType, type TypeAnswer } from "./read-type.ts";
import type { DeskType } from "./type-schema.ts";

/** In which order a teacher's types are shown, and their versions after it. Refuses DNIED, NTFND. */
export async function orderTypes(who: DeskUser, { types }: { types: string[] }): Promise<DeskType[]> {
	const ordered = await call<{ types: TypeAnswer[]; handle: string }>("order_types", who.userId, types);
	renewTeacher(ordered.handle);
	return ordered.types.map(readType);
}
