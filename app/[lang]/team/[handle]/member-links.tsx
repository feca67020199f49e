import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Team } from "@/lib/teams/schema";
import { Monogram } from "../../../_ui/monogram.tsx";

/** Each of them by name, for who would rather choose; and where nothing can be booked with any of them. */
export function MemberLinks({ team: { name, teachers, types } }: { team: Team }) {
	const words = useTranslations("plain");
	const each = words(types.length > 0 ? "team.orChoose" : "team.choose");
	return (
		<section aria-label={words("team.who")}>
			{types.length === 0 && (
				<p className="mb-6 text-lg text-soft">
					{teachers.length > 0 ? words("team.nothing") : words("team.nobody", { name })}
				</p>
			)}
			{teachers.length > 0 && (
				<>
					<h2 className="mb-3 text-xl">{each}</h2>
					<ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
						{teachers.map(({ handle, name }) => (
							<li key={handle}>
								<Link
									href={`/t/${handle}`}
									prefetch={false}
									className="flex min-h-13 items-center gap-3 rounded-2xl border border-line bg-card p-3 font-medium hover:border-board"
								>
									<Monogram name={name} />
									<span className="min-w-0 wrap-anywhere">{name}</span>
								</Link>
							</li>
						))}
					</ul>
					{/* A list is one teacher's: nobody waits for any of a team. */}
					{types.some(({ waitlist }) => waitlist) && (
						<p className="mt-4 text-soft">{words("team.ownLists")}</p>
					)}
				</>
			)}
		</section>
	);
}
