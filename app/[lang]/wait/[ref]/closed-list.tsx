import { useTranslations } from "next-intl";
import type { Wait } from "@/lib/waits/schema";
import { plainButton } from "../../../_ui/button.ts";

/** That nothing is offered by this list at the moment, and the way off it: a place in it would be a false promise. */
export function ClosedList({ wait: { ref, teacher, type } }: { wait: Wait }) {
	const words = useTranslations("waiting.closed");
	return (
		<>
			<h1 className="text-3xl sm:text-4xl">{words("title")}</h1>
			<p className="mt-4 mb-6 text-lg text-soft">
				{words("why", { type: type.name, teacher: teacher.name })}
			</p>
			<form method="post" action="/api/form-wait-departures">
				<input type="hidden" name="wait" value={ref} />
				<button type="submit" name="what" value="leave" className={plainButton}>
					{words("leave")}
				</button>
			</form>
		</>
	);
}
