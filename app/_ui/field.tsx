"use client";

import { type ComponentProps, useId } from "react";
import { input } from "./button.ts";

type Props = ComponentProps<"input"> & { label: string; hint?: string; error?: string | undefined };

/** A labelled input that says what is wrong right where it is wrong. */
export function Field({ label, hint, error, ...rest }: Props) {
	const id = useId();
	return (
		<div className="grid gap-1.5">
			<label htmlFor={id} className="font-medium">
				{label}
			</label>
			<input
				{...rest}
				id={id}
				className={input}
				aria-invalid={error ? true : undefined}
				aria-describedby={error || hint ? `${id}-note` : undefined}
			/>
			{(error || hint) && (
				<p id={`${id}-note`} className={error ? "text-alarm" : "text-sm text-soft"}>
					{error ?? hint}
				</p>
			)}
		</div>
	);
}
