import type { Hours } from "./hours.ts";
import type { TeacherCells, TypeCells } from "./row.ts";

type Type = Omit<TypeCells, "type" | "type_handle" | "step_minutes"> & {
	name: string;
	handle: string;
	step_minutes: number;
	position: number;
};

export type Teacher = Omit<TeacherCells, "school" | "teacher"> & {
	handle: string;
	name: string;
	spans: ({ weekday: number } & Hours)[];
	types: Type[];
};

/** What app.import_school takes. */
export type School = {
	handle: string;
	name: string;
	/** Addresses of those who look after its openings; none are taken away. */
	staff?: string[];
	teachers: Teacher[];
};
