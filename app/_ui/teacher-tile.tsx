import Link from "next/link";
import { useTranslations } from "next-intl";
import type { TeacherCard } from "@/lib/teachers/schema";
import { zoneCity } from "@/lib/time-words";
import { Monogram } from "./monogram.tsx";

/** One teacher in the list. The whole tile is the link; its name is the teacher's. */
export function TeacherTile({ teacher }: { teacher: TeacherCard }) {
	const words = useTranslations("directory");
	const { handle, name, subjects, school, timeZone } = teacher;
	return (
		<li className="group relative flex gap-4 rounded-2xl border border-line bg-card p-4 transition-colors duration-150 hover:border-board has-focus-visible:border-board">
			<Monogram name={name} />
			<div className="min-w-0">
				<h2 className="text-lg">
					<Link
						href={`/t/${handle}`}
						// A directory would fetch a dozen pages ahead for each visitor, of which one is read.
						prefetch={false}
						className="outline-none after:absolute after:inset-0 after:rounded-2xl focus-visible:after:outline-3 focus-visible:after:outline-offset-2 focus-visible:after:outline-brass"
					>
						{name}
					</Link>
				</h2>
				{subjects.length > 0 && <p className="mt-1 font-medium text-board">{subjects.join(", ")}</p>}
				<p className="mt-1 text-sm text-soft">
					{school === name ? "" : `${school} · `}
					{words("time", { city: zoneCity(timeZone) })}
				</p>
			</div>
		</li>
	);
}
