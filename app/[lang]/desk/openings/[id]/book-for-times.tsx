"use client";

import { useId, useState } from "react";
import type { Day } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { plainButton, quietButton } from "../../../../_ui/button.ts";
import { Field } from "../../../../_ui/field.tsx";
import { useFreeTimes } from "./use-free-times.ts";

type Props = {
	teacher: string;
	type: string;
	zone: string;
	hour12: boolean;
	chosen: string;
	error: string | undefined;
	onChoose: (startsAt: string) => void;
};

/** A day, and the times that are free on it. It begins with the first that has any. */
export function BookForTimes({ teacher, type, zone, hour12, chosen, error, onChoose }: Props) {
	const id = useId();
	const [asked, ask] = useState<Day | "">("");
	const { day, slots, failed, again } = useFreeTimes({ teacher, type, day: asked, zone });
	return (
		<>
			<Field
				label="Day"
				type="date"
				value={day}
				onChange={(event) => {
					ask(event.target.value);
					onChoose("");
				}}
			/>
			<fieldset aria-describedby={error ? `${id}-error` : undefined} className="grid min-w-0 gap-2">
				<legend className="mb-2 font-medium">Free times{day && ` on ${dayLabel(day)}`}</legend>
				{failed ? (
					<p>
						They did not load.{" "}
						<button type="button" onClick={again} className={quietButton}>
							Try again
						</button>
					</p>
				) : !slots ? (
					<p role="status" className="animate-breathe text-soft">
						Looking for free times …
					</p>
				) : slots.length === 0 ? (
					<p>
						{asked ? "Nothing is free on this day." : "Nothing is free at all."}{" "}
						{asked && (
							<button type="button" onClick={() => ask("")} className={`${plainButton} mt-2`}>
								First free day
							</button>
						)}
					</p>
				) : (
					<div className="grid max-h-60 grid-cols-3 gap-2 overflow-auto p-1 sm:grid-cols-4">
						{slots.map(({ startsAt }) => (
							<label
								key={startsAt}
								className="flex min-h-11 cursor-pointer items-center justify-center rounded-xl bg-chalk font-medium text-chalk-ink tabular-nums has-checked:bg-board has-checked:text-on-board has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-brass"
							>
								<input
									type="radio"
									name={id}
									value={startsAt}
									checked={chosen === startsAt}
									onChange={() => onChoose(startsAt)}
									className="sr-only"
								/>
								{clock(startsAt, zone, hour12)}
							</label>
						))}
					</div>
				)}
				{error && (
					<p id={`${id}-error`} role="alert" className="text-alarm">
						{error}
					</p>
				)}
			</fieldset>
		</>
	);
}
