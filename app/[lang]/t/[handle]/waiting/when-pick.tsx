import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Pick } from "../../../../_ui/pick.tsx";
import type { WaitGroup } from "./wait-choice.ts";

type Props = Omit<ComponentProps<typeof Pick>, "label" | "name" | "children"> & {
	groups: WaitGroup[];
	/** Whether one may wait for whatever there is, which makes no sense beside free times. */
	anything: boolean;
};

/** What one would wait for: a day, or one of its times. */
export function WhenPick({ groups, anything, ...props }: Props) {
	const words = useTranslations("board");
	return (
		<Pick label={words("wait.which")} name="when" {...props}>
			{groups.map(({ day, label, options }) => (
				<optgroup key={day} label={label}>
					{options.map(({ value, label }) => (
						<option key={value} value={value}>
							{label}
						</option>
					))}
				</optgroup>
			))}
			{anything && <option value="any">{words("wait.any")}</option>}
		</Pick>
	);
}
