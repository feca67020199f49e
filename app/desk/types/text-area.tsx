"use client";

import { type ComponentProps, useId } from "react";
import { input } from "../../_ui/button.ts";

type Props = ComponentProps<"textarea"> & { label: string; hint?: string; error?: string | undefined };

/** As a field, for several lines. */
export function TextArea({ label, hint, error, ...rest }: Props) {
	const id = useId();
	return (
		<div className="grid gap-1.5">
			<label htmlFor={id} className="font-medium">
				{label}
			</label>
			<textarea
				rows={3}
				{...rest}
				id={id}
				className={`${input} field-sizing-content min-h-24`}
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
