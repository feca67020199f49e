import "server-only";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { type OfferAnswer, readOffer } from "./read-offer.ts";
import { Handle, type Teacher } from "./schema.ts";

type Answer = Pick<Teacher, "handle" | "name" | "subjects" | "about" | "school"> & {
	time_zone: string;
	types: OfferAnswer[];
	has_hours: boolean;
};

/** A teacher's public page. Refuses NTFND, and what can be no handle without asking the database. */
export async function getTeacher(handle: string): Promise<Teacher> {
	if (!Handle.safeParse(handle).success) throw new Refusal("NTFND");
	const { time_zone, types, has_hours, ...teacher } = await call<Answer>("get_teacher", handle);
	return { ...teacher, timeZone: time_zone, hasHours: has_hours, types: types.map(readOffer) };
}
