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
export type School = { handle: string; name: string; teachers: Teacher[] };

/** A row that cannot be taken, and what to mend. Line 1 is the heading. */
export type Fault = { line: number; column: string; message: string };

/** All that is wrong with a file, told at once. */
export class Faulty extends Error {
	readonly faults: Fault[];

	constructor(faults: Fault[]) {
		const told = faults
			.slice(0, 200)
			.map(({ line, column, message }) => `line ${line}, ${column}: ${message}`);
		if (faults.length > told.length) told.push(`… and ${faults.length - told.length} more.`);
		super(told.join("\n"));
		this.faults = faults;
	}
}
