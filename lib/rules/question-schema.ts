import { z } from "zod";

export const Text = (most: number) =>
	z
		.string()
		.trim()
		.max(most, `At most ${most} characters.`)
		.refine((text) => text.isWellFormed() && !text.includes("\0"), "There is a broken character in it.");

/** What a booker is asked. */
export const Question = z
	.strictObject({
		id: z.string().regex(/^[a-z0-9-]{1,40}$/),
		label: Text(200).min(1, "Please write a question."),
		kind: z.enum(["text", "long", "choice", "check"]),
		required: z.boolean(),
		choices: z
			.array(Text(200).min(1, "Please write this choice, or remove it."))
			.min(2, "Give two choices or more.")
			.max(20, "At most twenty choices.")
			.optional(),
	})
	.refine(({ kind, choices }) => (kind === "choice") === (choices !== undefined), {
		message: "A choice has its choices, and nothing else has any.",
		path: ["choices"],
	});
export type Question = z.infer<typeof Question>;

/** How one meets. */
export const PlaceKind = z.enum(["unsaid", "address", "phone", "video"]);
export type PlaceKind = z.infer<typeof PlaceKind>;
