import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { addDays, type Day } from "@/lib/time";
import { spanLabel } from "@/lib/time-words";

type Props = {
	days: Day[];
	page: number;
	lastPage: number;
	onTurn: (page: number) => void;
	children: ReactNode;
};

/** Which seven days are shown, and the way to the others; while there is no script, with the form around it. */
export function WeekBar({ days, page, lastPage, onTurn, children }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	const start = days[0] ?? "";
	return (
		<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
			<div className="flex items-center gap-1">
				<Turn
					label={words("week.earlier")}
					from={addDays(start, -7)}
					path="m12 4-6 6 6 6"
					disabled={page <= 0}
					onClick={() => onTurn(page - 1)}
				/>
				<h2
					aria-live="polite"
					data-focus-home
					tabIndex={-1}
					className="min-w-34 px-1.5 text-center text-xl outline-none"
				>
					{spanLabel(days[0] ?? "", days.at(-1) ?? "", language)}
				</h2>
				<Turn
					label={words("week.later")}
					from={addDays(start, 7)}
					path="m8 4 6 6-6 6"
					disabled={page >= lastPage}
					onClick={() => onTurn(page + 1)}
				/>
			</div>
			{children}
		</div>
	);
}

type TurnProps = { label: string; from: Day; path: string; disabled: boolean; onClick: () => void };

// Not `disabled`: a button that is pressed until it ends must not throw the keyboard's focus away.
function Turn({ label, from, path, disabled, onClick }: TurnProps) {
	return (
		<button
			type="submit"
			name="from"
			value={from}
			aria-label={label}
			aria-disabled={disabled}
			onClick={() => !disabled && onClick()}
			className="grid size-11 place-items-center rounded-full border border-edge bg-card hover:bg-chalk aria-disabled:cursor-default aria-disabled:border-line aria-disabled:text-edge aria-disabled:hover:bg-card"
		>
			<svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 fill-none stroke-current" strokeWidth="2">
				<path d={path} strokeLinecap="round" strokeLinejoin="round" />
			</svg>
		</button>
	);
}
