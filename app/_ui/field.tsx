"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { input } from "./button.ts";

type Told = { label: string; hint?: string; error?: string | undefined };

/** A labelled input that says what is wrong right where it is wrong. */
export function Field({ label, hint, error, ...rest }: ComponentProps<"input"> & Told) {
	return (
		<Labelled {...{ label, hint, error }}>
			{(told) => <input {...rest} {...told} className={input} />}
		</Labelled>
	);
}

/** The same for several lines. */
export function TextArea({ label, hint, error, ...rest }: ComponentProps<"textarea"> & Told) {
	return (
		<Labelled {...{ label, hint, error }}>
			{(told) => (
				<textarea rows={3} {...rest} {...told} className={`${input} field-sizing-content min-h-24`} />
			)}
		</Labelled>
	);
}

type Attributes = { id: string; "aria-invalid": true | undefined; "aria-describedby": string | undefined };
type LabelledProps = {
	label: string;
	hint: string | undefined;
	error: string | undefined;
	children: (told: Attributes) => ReactNode;
};

function Labelled({ label, hint, error, children }: LabelledProps) {
	const id = useId();
	return (
		<div className="grid gap-1.5">
			<label htmlFor={id} className="font-medium">
				{label}
			</label>
			{children({
				id,
				"aria-invalid": error ? true : undefined,
				"aria-describedby": error || hint ? `${id}-note` : undefined,
			})}
			{(error || hint) && (
				<p id={`${id}-note`} className={error ? "text-alarm" : "text-sm text-soft"}>
					{error ?? hint}
				</p>
			)}
		</div>
	);
}
