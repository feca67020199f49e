import { useTranslations } from "next-intl";
import type { AppointmentType, Teacher } from "@/lib/teachers/schema";
import { About, OneType } from "../type-choice.tsx";
import { carried, link } from "./address.ts";
import type { Asked } from "./asked.ts";

type Props = { types: AppointmentType[]; asked: Asked; teacher: Pick<Teacher, "handle" | "name"> };

/** Which kind of time: a link each, to the same page for that one. */
export function TypeLinks({ types, asked, teacher }: Props) {
	const plain = useTranslations("plain");
	if (types.length === 1) return <OneType type={asked.type} host={teacher} />;
	const { minutes: _, ...others } = carried(asked);
	return (
		<ul aria-label={plain("book.what")} className="mb-6 grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
			{types.map((type) => (
				<li key={type.handle}>
					<a
						href={link(teacher.handle, { ...others, type: type.handle, from: asked.from })}
						aria-current={type === asked.type ? "true" : undefined}
						className="block h-full rounded-2xl border border-line bg-card px-4 py-3.5 hover:border-edge aria-[current]:border-board aria-[current]:bg-chalk"
					>
						<span className="block font-medium">{type.name}</span>
						<About type={type} host={teacher} />
					</a>
				</li>
			))}
		</ul>
	);
}
