import type { ComponentProps } from "react";
import { Field } from "../../../_ui/field.tsx";

type Props = Omit<ComponentProps<typeof Field>, "onChange"> & { onChange: (text: string) => void };

/** A whole number as typed. No `type="number"`: a wheel that turns over it must not change it, and what is no number is told. */
export function NumberField({ onChange, ...rest }: Props) {
	return (
		<Field
			inputMode="numeric"
			autoComplete="off"
			maxLength={7}
			{...rest}
			onChange={(event) => onChange(event.target.value)}
		/>
	);
}
