import type { Metadata } from "next";
import { Suspense } from "react";
import { listTeams } from "@/lib/office/list-teams";
import { DeskWaiting } from "../desk-waiting.tsx";
import { OfficeDoor } from "../office-door.tsx";
import { TeamList } from "./team-list.tsx";

export const metadata: Metadata = { title: "Teams", robots: { index: false } };

export default function TeamsPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<OfficeDoor page="teams" title="Teams">
				{async (who, office) => <TeamList teams={await listTeams(who)} teachers={office.teachers} />}
			</OfficeDoor>
		</Suspense>
	);
}
