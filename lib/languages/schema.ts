import { z } from "zod";
import { languages } from "./languages.js";

/** `POST /api/form-languages`: read everything in a language from now on, and go on where one was. */
export const ChooseLanguage = z.strictObject({
	language: z.enum(languages),
	/** A path of ours; empty where no script could say it. */
	back: z.string().max(2_000).default(""),
});
