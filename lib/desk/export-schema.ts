import { z } from "zod";

/** `GET /api/desk-exports`: what is held of oneself as a teacher, or with `school` of all that the office has charge of. */
export const ExportDesk = z.strictObject({ of: z.enum(["desk", "school"]).default("desk") });
export type ExportDesk = z.infer<typeof ExportDesk>;
