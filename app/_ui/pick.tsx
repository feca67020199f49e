"use client";

import { type ComponentProps, useId } from "react";
import { input } from "./button.ts";

type Props = ComponentProps<"select"> & { label: string; hint?: string; error?: string | undefined };

/** A labelled list to choose one of, that says what is wrong right where it is wrong. */
export function Pick({ label, hint, error, children, ...rest }: Props) {
	const id = useId();
	return (
		<div className="grid min-w-0 gap-1.5">
			<label htmlFor={id} className="font-medium">
				{label}
			</label>
			<select
				{...rest}
				id={id}
				className={`${input} disabled:opacity-75`}
				aria-invalid={error ? true : undefined}
				aria-describedby={error || hint ? `${id}-note` : undefined}
			>
				{children}
			</select>
			{(error || hint) && (
				<p id={`${id}-note`} className={error ? "text-alarm" : "text-sm text-soft"}>
					{error ?? hint}
				</p>
			)}
		</div>
	);
}
