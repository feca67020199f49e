import type { Metadata } from "next";
import { Suspense } from "react";
import { listTeams } from "@/lib/office/list-teams";
import { NothingHere } from "../../../../_ui/nothing-here.tsx";
import { DeskWaiting } from "../../desk-waiting.tsx";
import { OfficeDoor } from "../../office-door.tsx";
import { TeamForm } from "../team-form.tsx";

// Nothing of this page is known before it is known whose it is.
export const instant = false;
export const metadata: Metadata = { title: "Edit team", robots: { index: false } };

export default function EditTeamPage({ params }: { params: Promise<{ id: string }> }) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<OfficeDoor page="teams" title="Edit team">
				{async (who, office) => {
					const id = (await params).id.toLowerCase();
					const team = (await listTeams(who)).find((each) => each.id === id);
					return team ? <TeamForm teachers={office.teachers} saved={team} /> : <NothingHere />;
				}}
			</OfficeDoor>
		</Suspense>
	);
}
