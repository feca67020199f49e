import type { Schedule } from "@/lib/rules/schema";
import type { Draft, Errors } from "./type-draft.ts";

/** What each section of a type's form is given. */
export type FieldsProps = {
	draft: Draft;
	errors: Errors;
	edit: (more: Partial<Draft>) => void;
	teacher: string;
	/** The handles of the teacher's other types. */
	others: readonly string[];
	schedules: Pick<Schedule, "id" | "name">[];
};
