import "server-only";
import type { DeskType } from "@/lib/rules/type-schema";
import { getType } from "@/lib/teachers/get-type";
import type { Teacher } from "@/lib/teachers/schema";

/** A teacher's public page with the hidden types in their places, as who has their links sees them. */
export async function withHidden(teacher: Teacher, types: DeskType[]): Promise<Teacher> {
	const found = types.map(async ({ handle, isHidden }) => {
		const shown = teacher.types.find((type) => type.handle === handle);
		return shown ?? (isHidden ? getType({ teacher: teacher.handle, type: handle }) : undefined);
	});
	return { ...teacher, types: (await Promise.all(found)).filter((type) => type !== undefined) };
}
