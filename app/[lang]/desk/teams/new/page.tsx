import type { Metadata } from "next";
import { Suspense } from "react";
import { DeskWaiting } from "../../desk-waiting.tsx";
import { OfficeDoor } from "../../office-door.tsx";
import { TeamForm } from "../team-form.tsx";

export const metadata: Metadata = { title: "New team", robots: { index: false } };

export default function NewTeamPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<OfficeDoor page="teams" title="New team">
				{(_who, office) => <TeamForm teachers={office.teachers} saved={null} />}
			</OfficeDoor>
		</Suspense>
	);
}
