import { type ComponentProps, useId } from "react";
import { input } from "./button.ts";

/** Where a name or a subject is typed. Without script, its form asks `/find`. */
export function SearchField(props: ComponentProps<"input">) {
	const id = useId();
	return (
		<div className="min-w-0 grow">
			<label htmlFor={id} className="mb-2 block font-medium">
				Name or subject
			</label>
			<input
				{...props}
				id={id}
				name="q"
				type="search"
				maxLength={80}
				autoComplete="off"
				enterKeyHint="search"
				placeholder="Chemistry, piano, Ms Okafor …"
				className={`${input} min-h-13 text-lg`}
			/>
		</div>
	);
}
