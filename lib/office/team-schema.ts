import { z } from "zod";
import { Handle } from "../teachers/schema.ts";

const Id = z.uuid("This is not the id of a team.").toLowerCase();

/** `PUT /api/teams`: a new one has version 0 and an id that its form made. By a subject, or of these teachers. */
export const SaveTeam = z.strictObject({
	id: Id,
	version: z.int().min(0).max(2_147_483_647),
	handle: Handle,
	name: z.string().trim().min(1, "Please name it.").max(120, "A name has at most 120 characters."),
	subject: z.string().trim().min(1).max(120).nullable(),
	teachers: z.array(Handle).max(1_000),
});
/** A team as the office sees and saves it. */
export type OfficeTeam = z.infer<typeof SaveTeam>;

/** `POST /api/team-removals`: the version that was seen, which browsers of builds before 0.2.0 leave out. */
export const DropTeam = z.strictObject({ team: Id, version: z.int().min(0).max(2_147_483_647).optional() });
export type DropTeam = z.infer<typeof DropTeam>;
