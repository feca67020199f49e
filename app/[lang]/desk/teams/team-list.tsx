import Link from "next/link";
import type { OfficeTeam } from "@/lib/office/team-schema";
import { primaryButton } from "../../../_ui/button.ts";
import { EmptyBox } from "../../../_ui/empty-box.tsx";
import { membersOf, offersOf, type Teachers } from "./team-offers.ts";

/** A school's teams, each with who is in it and what any of them can be booked for. */
export function TeamList({ teams, teachers }: { teams: OfficeTeam[]; teachers: Teachers }) {
	if (teams.length === 0) return <NoTeams />;
	return (
		<>
			<p className="mb-6">
				<Link href="/desk/teams/new" className={primaryButton}>
					New team
				</Link>
			</p>
			<ul className="grid gap-3">
				{teams.map((team) => (
					<li
						key={team.id}
						className="grid gap-x-6 gap-y-1 rounded-2xl border border-line bg-card p-4 sm:grid-cols-[1fr_auto] sm:px-5"
					>
						<h2 className="min-w-0 text-lg wrap-anywhere">{team.name}</h2>
						<p className="-mx-3 flex flex-wrap max-sm:order-last sm:row-span-2 sm:self-center">
							<Link href={`/desk/teams/${team.id}`} aria-label={`Edit ${team.name}`} className={plainLink}>
								Edit
							</Link>
							<a
								href={`/team/${team.handle}`}
								aria-label={`Public page of ${team.name}`}
								className={plainLink}
							>
								Public page
							</a>
						</p>
						<p className="text-soft">{about(team, teachers)}</p>
					</li>
				))}
			</ul>
		</>
	);
}

const plainLink =
	"flex min-h-11 items-center rounded-lg px-3 font-medium underline decoration-edge underline-offset-4 hover:decoration-current";

function about({ subject, teachers: named }: OfficeTeam, teachers: Teachers): string {
	const members = membersOf({ subject, teachers: named }, teachers);
	const offers = offersOf(members);
	return [
		members.length === 1 ? "1 teacher" : `${members.length} teachers`,
		subject ? `all who teach ${subject}` : "",
		offers.length > 0 ? offers.map(({ name }) => name).join(", ") : "nothing to book",
	]
		.filter(Boolean)
		.join(" · ");
}

function NoTeams() {
	return (
		<EmptyBox bell title="No teams yet">
			<p className="mx-auto mt-2 mb-5 max-w-md text-soft">
				Of a team any teacher may be booked: families see when one of them is free, and whoever has the fewest
				bookings that week gets it.
			</p>
			<Link href="/desk/teams/new" className={primaryButton}>
				New team
			</Link>
		</EmptyBox>
	);
}
