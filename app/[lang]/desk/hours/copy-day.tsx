import { useState } from "react";
import { weekdays } from "@/lib/languages/dates";
import { primaryButton, quietButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";

type Props = { weekday: number; name: string; onCopy: (weekdays: number[]) => void };

/** Gives a day's hours to other days, in place of what they had. */
export function CopyDay({ weekday, name, onCopy }: Props) {
	const [open, setOpen] = useState(false);
	const [chosen, setChosen] = useState<number[]>([]);
	const others = weekdays
		.map((label, index) => ({ label, day: index + 1 }))
		.filter(({ day }) => day !== weekday);
	const toggle = (day: number) =>
		setChosen((before) => (before.includes(day) ? before.filter((one) => one !== day) : [...before, day]));
	return (
		<>
			<button
				type="button"
				aria-label={`Copy ${name} to other days`}
				onClick={() => {
					setChosen(others.map(({ day }) => day).filter((day) => day <= 5));
					setOpen(true);
				}}
				className={`${quietButton} text-sm text-soft`}
			>
				Copy to …
			</button>
			{open && (
				<Dialog title={`Copy ${name} to`} onClose={() => setOpen(false)}>
					<div className="grid grid-cols-2 gap-2">
						{others.map(({ label, day }) => (
							<label
								key={day}
								className="flex min-h-11 items-center gap-3 rounded-xl border border-edge px-4 py-2 has-checked:border-board has-checked:bg-chalk"
							>
								<input
									type="checkbox"
									checked={chosen.includes(day)}
									onChange={() => toggle(day)}
									className="size-4 accent-board"
								/>
								{label}
							</label>
						))}
					</div>
					<p className="mt-3 text-soft">What these days had before goes.</p>
					<button
						type="button"
						onClick={() => {
							onCopy(chosen);
							setOpen(false);
						}}
						className={`${primaryButton} mt-4 w-full`}
					>
						Copy
					</button>
				</Dialog>
			)}
		</>
	);
}
