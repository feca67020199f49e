import { z } from "zod";
import { Email, TimeZone } from "../../lib/bookings/field-schema.ts";
import { Handle } from "../../lib/teachers/schema.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const printable = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/;

function text(most: number) {
	return z
		.string()
		.trim()
		.max(most, `At most ${most} characters.`)
		.regex(printable, "Has a character that cannot be shown.")
		.refine((value) => value.isWellFormed(), "Has a broken character in it.");
}

const line = (most: number) => text(most).regex(/^[^\r\n]*$/, "Write it in one line.");
const needed = (most: number) => line(most).min(1, "Is missing.");

/** A whole number in a range; an empty cell takes the default. */
function whole(least: number, most: number, fallback: number) {
	return whatever(least, most).transform((value) => value ?? fallback);
}

function whatever(least: number, most: number) {
	return z
		.string()
		.trim()
		.regex(/^\d{0,6}$/, "Write a whole number.")
		.transform((value) => (value === "" ? undefined : Number(value)))
		.refine(
			(value) => value === undefined || (value >= least && value <= most),
			`Between ${least} and ${most}.`,
		);
}

/** The teacher's half of a row; in a teacher's further rows it may be left empty. */
export const TeacherCells = z.object({
	school: needed(120),
	teacher: needed(120),
	email: Email,
	time_zone: z.string().trim().pipe(TimeZone).transform(asSpelled),
	subjects: line(500)
		.transform((cell) =>
			cell
				.split(/[|;]/)
				.map((subject) => subject.trim())
				.filter(Boolean),
		)
		.refine((subjects) => subjects.length <= 20, "At most 20 subjects."),
	about: text(2000),
});

/** The appointment type's half of a row. Defaults are those of app.appointment_types. */
export const TypeCells = z.object({
	type: needed(120),
	type_handle: z
		.string()
		.trim()
		.pipe(Handle.or(z.literal(""))),
	description: text(2000),
	duration_minutes: z.string().trim().min(1, "Is missing: how long does it take?").pipe(whatever(5, 720)),
	seats: whole(1, 500, 1),
	step_minutes: whatever(5, 720),
	buffer_before_minutes: whole(0, 240, 0),
	buffer_after_minutes: whole(0, 240, 0),
	notice_minutes: whole(0, 43_200, 120),
	horizon_days: whole(1, 730, 60),
	cutoff_minutes: whole(0, 43_200, 1440),
	hold_minutes: whole(1, 60, 5),
	booker_cap: whatever(1, 100),
	decide_hours: whatever(1, 336),
	opens_at: z
		.string()
		.trim()
		.refine(
			(cell) => cell === "" || z.iso.datetime({ offset: true }).safeParse(cell).success,
			"Write an instant, such as 2027-01-11T09:00:00+01:00.",
		)
		.transform((cell) => cell || undefined),
});

export type TypeCells = z.infer<typeof TypeCells>;
export type TeacherCells = z.infer<typeof TeacherCells>;

/** A zone in its own capitals, which Postgres asks for; an older name such as `Asia/Calcutta` stays what it is. */
function asSpelled(zone: string): string {
	const spelled = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
	return spelled.toLowerCase() === zone.toLowerCase() ? spelled : zone;
}
