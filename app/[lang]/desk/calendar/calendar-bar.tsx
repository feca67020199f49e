import type { CalendarSchedule } from "@/lib/desk/calendar-schema";
import type { Day } from "@/lib/time";
import { dayLabel, spanLabel } from "@/lib/time-words";
import { input, plainButton, quietButton } from "../../../_ui/button.ts";

export type View = "week" | "month";

type Props = {
	view: View;
	days: readonly Day[];
	month: Day;
	onView: (view: View) => void;
	onTurn: (by: -1 | 1) => void;
	onToday: () => void;
	schedules: CalendarSchedule[];
	schedule: CalendarSchedule | undefined;
	onSchedule: (id: string) => void;
	onAdd: () => void;
	onUndo: (() => void) | undefined;
	onRedo: (() => void) | undefined;
};

/** Which days are shown and how, and what can be done with them. */
export function CalendarBar({
	view,
	days,
	month,
	onView,
	onTurn,
	onToday,
	onAdd,
	onUndo,
	onRedo,
	...more
}: Props) {
	const unit = view === "month" ? "month" : days.length === 7 ? "week" : "days";
	const title =
		view === "month"
			? `${dayLabel(month, "long").split(" ")[2]} ${month.slice(0, 4)}`
			: `${spanLabel(days[0] ?? "", days.at(-1) ?? "")} ${(days.at(-1) ?? "").slice(0, 4)}`;
	return (
		<div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
			<div className="flex items-center gap-1">
				<Turn label={`Earlier ${unit}`} path="m12 4-6 6 6 6" onClick={() => onTurn(-1)} />
				<h2
					aria-live="polite"
					data-focus-home
					tabIndex={-1}
					className="min-w-36 px-1 text-center text-xl tabular-nums outline-none"
				>
					{title}
				</h2>
				<Turn label={`Later ${unit}`} path="m8 4 6 6-6 6" onClick={() => onTurn(1)} />
				<button type="button" onClick={onToday} className={quietButton}>
					Today
				</button>
			</div>
			<div className="flex flex-wrap items-center gap-2">
				{more.schedules.length > 1 && (
					<label className="flex items-center gap-2">
						<span className="sr-only">Hours of</span>
						<select
							className={`${input} max-w-48`}
							value={more.schedule?.id}
							onChange={({ target }) => more.onSchedule(target.value)}
						>
							{more.schedules.map(({ id, name }) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</select>
					</label>
				)}
				<Turn
					label="Undo"
					path="M7 5 3 9l4 4M3 9h9a4.5 4.5 0 0 1 0 9H9"
					disabled={!onUndo}
					onClick={onUndo}
				/>
				<Turn
					label="Redo"
					path="m13 5 4 4-4 4M17 9H8a4.5 4.5 0 0 0 0 9h3"
					disabled={!onRedo}
					onClick={onRedo}
				/>
				{/* biome-ignore lint/a11y/useSemanticElements: two buttons of which one is on */}
				<div role="group" aria-label="Shown" className="flex rounded-xl border border-edge p-0.5">
					{(["week", "month"] as const).map((each) => (
						<button
							key={each}
							type="button"
							aria-pressed={view === each}
							onClick={() => onView(each)}
							className="min-h-10 rounded-lg px-3.5 font-medium text-soft capitalize hover:text-ink aria-pressed:bg-chalk aria-pressed:text-chalk-ink"
						>
							{each}
						</button>
					))}
				</div>
				<button type="button" onClick={onAdd} className={plainButton}>
					Add
				</button>
			</div>
		</div>
	);
}

type TurnProps = { label: string; path: string; disabled?: boolean; onClick: (() => void) | undefined };

// Not `disabled`: a button that is pressed until it ends must not throw the keyboard's focus away.
function Turn({ label, path, disabled = false, onClick }: TurnProps) {
	return (
		<button
			type="button"
			aria-label={label}
			title={label}
			aria-disabled={disabled}
			onClick={() => onClick?.()}
			className="grid size-11 shrink-0 place-items-center rounded-full border border-edge bg-card hover:bg-chalk aria-disabled:cursor-default aria-disabled:border-line aria-disabled:text-edge aria-disabled:hover:bg-card"
		>
			<svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 fill-none stroke-current" strokeWidth="2">
				<path d={path} strokeLinecap="round" strokeLinejoin="round" />
			</svg>
		</button>
	);
}
