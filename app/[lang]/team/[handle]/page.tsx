import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { getTranslations } from "next-intl/server";
import { preload } from "react-dom";
import { findTeams } from "@/lib/teams/find-teams";
import type { Team } from "@/lib/teams/schema";
import { Missing } from "../../../_ui/missing.tsx";
import { WordsFor } from "../../../_ui/words-for.tsx";
import { BookingBoard } from "../../t/[handle]/booking-board.tsx";
import type { Host } from "../../t/[handle]/host.ts";
import { weekSpan } from "../../t/[handle]/week-span.ts";
import { knownTeam } from "./known-team.ts";
import { MemberLinks } from "./member-links.tsx";
import { TeamIntro } from "./team-intro.tsx";

// One page for everyone, as a teacher's is.
export const ensureStatic = "navigation";
export const instant = false;

type Props = { params: Promise<{ handle: string }> };

export default async function TeamPage({ params }: Props) {
	const { handle } = await params;
	const team = await knownTeam(handle);
	if (!team) return <Missing />;
	const first = await nothingYet(handle);
	// The first thing the board will ask for, while its script is still on the way: the same request as its own.
	for (const week of weekSpan(first.now, team.timeZone, 0).weeks) {
		const [type] = team.types;
		if (!type) break;
		const path = `/api/team-slots/${handle}/${type.handle}/${week}/${type.durationMinutes}`;
		preload(path, { as: "fetch", crossOrigin: "anonymous" });
	}
	return (
		<div className="mt-6 grid gap-8 lg:mt-10 lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-10">
			<TeamIntro team={team} />
			<div className="grid min-w-0 gap-10">
				{team.types.length > 0 && (
					<WordsFor rooms={["board", "turn"]}>
						<BookingBoard host={hostOf(team)} first={first} />
					</WordsFor>
				)}
				<MemberLinks team={team} />
			</div>
		</div>
	);
}

/** A page that the build always has, so that every other handle may be rendered when it is first asked for. */
export async function generateStaticParams() {
	const teams = await findTeams({ q: "" }).catch(() => []);
	return [{ handle: "-" }, ...teams.slice(0, 50).map(({ handle }) => ({ handle }))];
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
	const team = await knownTeam((await params).handle);
	const words = await getTranslations("plain");
	if (!team) return { title: words("nobody") };
	const { name, school } = team;
	return {
		title: words("teamTitle", { name }),
		description: words("description", { about: `${name}, ${school}` }),
	};
}

function hostOf({ handle, name, timeZone, types, teachers }: Team): Host {
	return { handle, name, timeZone, types, hasHours: true, members: teachers };
}

/** Their times are many people's, and are asked for by the browser alone; the page says only when it was made. */
async function nothingYet(team: string) {
	"use cache";
	cacheTag("teams", `team:${team}`);
	cacheLife("minutes");
	return { type: undefined, now: Date.now(), lists: [] };
}
