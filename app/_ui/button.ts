/** One look for everything that is pressed, link or button. */
const base =
	"inline-flex min-h-11 items-center justify-center gap-2 rounded-xl px-5 py-2 text-center font-medium " +
	"transition-[background-color,scale] duration-100 active:scale-[0.98] aria-disabled:opacity-60";

export const primaryButton = `${base} bg-board text-on-board hover:bg-board-deep`;
export const plainButton = `${base} border border-edge bg-card text-ink hover:bg-chalk`;
export const alarmButton = `${base} bg-alarm text-card hover:opacity-90`;
export const quietButton =
	"inline-flex min-h-11 items-center justify-center gap-2 rounded-xl px-3 py-2 font-medium underline " +
	"decoration-edge underline-offset-4 hover:decoration-current aria-disabled:opacity-60";

/** A time that can be taken. */
export const timeButton =
	"flex min-h-11 w-full flex-col items-center justify-center rounded-xl bg-chalk px-1 py-1.5 font-medium " +
	"text-chalk-ink tabular-nums transition-[background-color,scale] duration-100 hover:bg-board hover:text-on-board " +
	"active:scale-[0.96] aria-busy:bg-board aria-busy:text-on-board aria-disabled:scale-100 aria-disabled:cursor-default " +
	"aria-disabled:bg-paper aria-disabled:text-soft aria-disabled:inset-ring aria-disabled:inset-ring-line " +
	"aria-[current]:inset-ring-2 aria-[current]:inset-ring-brass";

export const input =
	"min-h-11 w-full rounded-xl border border-edge bg-card px-3.5 py-2 text-base text-ink placeholder:text-soft " +
	"aria-invalid:border-alarm [&:is(input,textarea):read-only]:opacity-75";
