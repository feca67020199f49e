import type { OfficeTeam } from "@/lib/office/team-schema";
import { handleOf } from "@/lib/teachers/handle-of";
import { membersOf, type Teachers } from "./team-offers.ts";

/** A team while it is edited. */
export type Draft = {
	name: string;
	/** Null while it follows the name. */
	handle: string | null;
	by: "named" | "subject";
	subject: string;
	teachers: string[];
};

/** What to mend, by the field's name in the request. */
export type Errors = Record<string, string>;

export function toDraft(saved: OfficeTeam | null): Draft {
	if (!saved) return { name: "", handle: null, by: "named", subject: "", teachers: [] };
	const { name, handle, subject, teachers } = saved;
	return { name, handle, by: subject === null ? "named" : "subject", subject: subject ?? "", teachers };
}

/** As typed, else made from the name: `Year 5 maths` is `year-5-maths`. */
export function handleOfDraft({ handle, name }: Draft): string {
	return handle ?? handleOf(name.replace(/[’']/g, ""));
}

export function membersOfDraft({ by, subject, teachers }: Draft, all: Teachers): Teachers {
	return membersOf({ subject: by === "subject" ? subject : null, teachers }, all);
}

/** The request that a draft makes, but for id and version; what cannot even be sent is told in `errors`. */
export function toWish(draft: Draft): { wish: Omit<OfficeTeam, "id" | "version">; errors: Errors } {
	const { name, by, subject, teachers } = draft;
	const handle = handleOfDraft(draft);
	const errors: Errors = {};
	if (!name.trim()) errors.name = "Please name it.";
	// Where it follows the name and there is none yet, that is what to mend.
	else if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(handle))
		errors.handle = "Please give an address of lower-case letters, digits and hyphens.";
	if (by === "subject" && !subject) errors.subject = "Please choose a subject.";
	if (by === "named" && teachers.length === 0) errors.teachers = "Please choose who is in it.";
	const who = by === "subject" ? { subject, teachers: [] } : { subject: null, teachers };
	return { wish: { name, handle, ...who }, errors };
}

/** What of it is told beside another one. */
export function linesOf(draft: Draft, all: Teachers): Record<string, string> {
	return {
		Name: draft.name,
		Address: handleOfDraft(draft),
		"Who is in it":
			draft.by === "subject"
				? `all who teach ${draft.subject}`
				: membersOfDraft(draft, all)
						.map(({ name }) => name)
						.join(", ") || "nobody",
	};
}
