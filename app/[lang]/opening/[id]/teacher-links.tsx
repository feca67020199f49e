import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Opening } from "@/lib/openings/schema";
import { Monogram } from "../../../_ui/monogram.tsx";

/** With whom one can book, each a large target. */
export function TeacherLinks({ teachers }: { teachers: Opening["teachers"] }) {
	const words = useTranslations("opening");
	if (teachers.length === 0) return <p className="text-soft">{words("noTeacher")}</p>;
	return (
		<ul className="grid gap-3 sm:grid-cols-2">
			{teachers.map(({ handle, name, subjects }) => (
				<li
					key={handle}
					className="relative flex items-center gap-4 rounded-2xl border border-line bg-paper p-3 transition-colors duration-150 hover:border-board has-focus-visible:border-board"
				>
					<Monogram name={name} />
					<div className="min-w-0">
						<Link
							href={`/t/${handle}`}
							prefetch={false}
							className="font-[680] outline-none after:absolute after:inset-0 after:rounded-2xl focus-visible:after:outline-3 focus-visible:after:outline-offset-2 focus-visible:after:outline-brass"
						>
							{name}
						</Link>
						{subjects.length > 0 && <p className="text-sm text-soft">{subjects.join(", ")}</p>}
					</div>
				</li>
			))}
		</ul>
	);
}
