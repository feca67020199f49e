import { z } from "zod";
import { Handle } from "../teachers/schema.ts";

/** `POST /api/teacher-erasures`, `POST /api/school-erasures`: who is meant, by the handle that somebody has typed to say so. */
export const EraseByHandle = z.strictObject({ handle: Handle });

/** Whether who asked for it is nobody here any more, and so signed out; and how many of a school's teachers are left for the next time. */
export type Gone = { signedOut: boolean; left: number };
