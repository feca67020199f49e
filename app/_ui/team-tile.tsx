import Link from "next/link";
import { useTranslations } from "next-intl";
import type { TeamCard } from "@/lib/teams/schema";
import { Monogram } from "./monogram.tsx";

/** One team in the list, in the shape of a teacher's tile. */
export function TeamTile({ team: { handle, name, school, teachers } }: { team: TeamCard }) {
	const words = useTranslations("directory");
	return (
		<li className="group relative flex gap-4 rounded-2xl border border-line bg-card p-4 transition-colors duration-150 hover:border-board has-focus-visible:border-board">
			<Monogram name={name} />
			<div className="min-w-0">
				<h2 className="text-lg wrap-anywhere">
					<Link
						href={`/team/${handle}`}
						prefetch={false}
						className="outline-none after:absolute after:inset-0 after:rounded-2xl focus-visible:after:outline-3 focus-visible:after:outline-offset-2 focus-visible:after:outline-brass"
					>
						{name}
					</Link>
				</h2>
				<p className="mt-1 font-medium text-board">{words("anyOf", { teachers })}</p>
				<p className="mt-1 text-sm text-soft">{school}</p>
			</div>
		</li>
	);
}
