import { useTranslations } from "next-intl";
import type { Teacher } from "@/lib/teachers/schema";
import { allZones } from "@/lib/time";
import { input, primaryButton } from "../../../../_ui/button.ts";
import { carried } from "./address.ts";
import type { Asked } from "./asked.ts";

/** A page of its own: four hundred zones would weigh more than all the times. */
export function ChooseZone({ asked, teacher }: { asked: Asked; teacher: Teacher }) {
	const words = useTranslations("board");
	const plain = useTranslations("plain");
	const { zone: _, ...others } = carried(asked);
	return (
		<form action={`/t/${teacher.handle}/book`} className="grid max-w-md gap-4">
			{Object.entries({ ...others, from: asked.from }).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			<label className="grid gap-1.5 font-medium">
				{words("zone.title")}
				<select name="zone" defaultValue={asked.zone} className={`${input} font-normal`}>
					{allZones().map((zone) => (
						<option key={zone} value={zone}>
							{zone.replaceAll("_", " ")}
						</option>
					))}
				</select>
			</label>
			<button type="submit" className={primaryButton}>
				{plain("book.showTimes")}
			</button>
		</form>
	);
}
