import { useTranslations } from "next-intl";
import { type ComponentProps, useId } from "react";
import { input } from "./button.ts";

/** Where a name or a subject is typed. Without script, its form asks `/find`. */
export function SearchField(props: ComponentProps<"input">) {
	const words = useTranslations("directory");
	const id = useId();
	return (
		<div className="min-w-0 grow">
			<label htmlFor={id} className="mb-2 block font-medium">
				{words("field")}
			</label>
			<input
				{...props}
				id={id}
				name="q"
				type="search"
				maxLength={80}
				autoComplete="off"
				enterKeyHint="search"
				placeholder={words("example")}
				className={`${input} min-h-13 text-lg`}
			/>
		</div>
	);
}
