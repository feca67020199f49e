import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { readType, type TypeAnswer } from "./read-type.ts";
import type { DeskType } from "./type-schema.ts";

/** What a teacher offers, in its order. Refuses DNIED. */
export async function listTypes(who: DeskUser): Promise<DeskType[]> {
	return (await call<TypeAnswer[]>("list_types", who.userId)).map(readType);
}
