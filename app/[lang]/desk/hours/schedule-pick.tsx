import type { Schedule } from "@/lib/rules/schema";
import { plainButton, quietButton } from "../../../_ui/button.ts";
import { typesOf } from "./types-of.ts";

type Props = {
	schedules: Schedule[];
	chosen: Schedule;
	onChoose: (id: string) => void;
	onNew: () => void;
	onOpen: () => void;
};

/** Which schedule one looks at, and what it is for. */
export function SchedulePick({ schedules, chosen, onChoose, onNew, onOpen }: Props) {
	return (
		<div className="mb-5 grid gap-2">
			<div className="flex flex-wrap items-center gap-2">
				{schedules.length > 1 && (
					<fieldset aria-label="Schedules" className="flex min-w-0 flex-wrap gap-2">
						{schedules.map(({ id, name, isUsual }) => (
							<button
								key={id}
								type="button"
								aria-pressed={id === chosen.id}
								onClick={() => onChoose(id)}
								className={`${plainButton} max-w-full wrap-anywhere aria-pressed:border-board aria-pressed:bg-board aria-pressed:text-on-board aria-pressed:hover:bg-board-deep`}
							>
								{name}
								{isUsual && <span className="text-sm font-normal opacity-80">usual</span>}
							</button>
						))}
					</fieldset>
				)}
				{schedules.length === 1 && <h2 className="text-xl wrap-anywhere">{chosen.name}</h2>}
				<button type="button" onClick={onNew} className={quietButton}>
					New schedule
				</button>
			</div>
			<p className="flex flex-wrap items-center gap-x-1 text-soft">
				<span className="min-w-0 wrap-anywhere">{typesOf(chosen)}</span>
				<button type="button" onClick={onOpen} className={`${quietButton} max-sm:-ml-3`}>
					{chosen.isUsual ? "Rename" : "Rename or drop"}
				</button>
			</p>
		</div>
	);
}
