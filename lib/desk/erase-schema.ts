import { z } from "zod";
import { Handle } from "../teachers/schema.ts";

/** `POST /api/teacher-erasures`, `POST /api/school-erasures`: who is meant, by the handle that somebody has typed to say so. */
export const EraseByHandle = z.strictObject({ handle: Handle });

/** `POST /api/teacher-closings`: of whom nothing more is offered, as before they are erased. */
export const CloseTeachers = z.strictObject({ teachers: z.array(Handle).min(1).max(100) });

/** Whether who asked for it is nobody here any more, and so signed out; and how many of a school's teachers are left for the next time. */
export type Gone = { signedOut: boolean; left: number };
