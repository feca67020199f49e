import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Field } from "./field.tsx";

type Props = Omit<ComponentProps<typeof Field>, "label" | "name" | "type">;

/** Who it is for, as browsers fill it in. */
export function NameField(props: Props) {
	const words = useTranslations("common");
	return <Field label={words("name")} name="name" autoComplete="name" maxLength={120} required {...props} />;
}

/** Where a booker is written to. */
export function EmailField(props: Props) {
	const words = useTranslations("common");
	return (
		<Field
			label={words("email")}
			name="email"
			type="email"
			inputMode="email"
			autoComplete="email"
			maxLength={254}
			required
			{...props}
		/>
	);
}
