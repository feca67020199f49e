import type { DeskType } from "@/lib/rules/type-schema";
import type { Teacher } from "@/lib/teachers/schema";

/** A teacher's public page with the hidden types in their places, as who has their links sees them. */
export function withHidden(teacher: Teacher, types: DeskType[]): Teacher {
	return {
		...teacher,
		types: types.flatMap((type) => {
			const shown = teacher.types.find(({ handle }) => handle === type.handle);
			if (shown) return [shown];
			if (!type.isHidden) return [];
			// Whether it waits for an opening is said by the lists of its times.
			return [
				{ ...type, address: type.placeKind === "address" ? type.place : "", opensAt: null, opening: null },
			];
		}),
	};
}
