import type { Metadata } from "next";
import { Suspense } from "react";
import { listInvitations } from "@/lib/office/list-invitations";
import { DeskWaiting } from "../../../desk-waiting.tsx";
import { OpeningDoor } from "../../../office-door.tsx";
import { stageOf } from "../../stage.ts";
import { FamiliesView } from "./families-view.tsx";

// Nothing of this page is known before it is known whose it is.
export const instant = false;
export const metadata: Metadata = { title: "Families", robots: { index: false } };

export default function FamiliesPage({ params }: { params: Promise<{ id: string }> }) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<OpeningDoor id={params} page="families">
				{async ({ who, opening, zone }) => {
					const stage = stageOf(opening, Date.now());
					return (
						<FamiliesView
							opening={opening}
							first={await listInvitations(who, opening.id, "")}
							over={stage === "over" || stage === "released"}
							zone={zone}
						/>
					);
				}}
			</OpeningDoor>
		</Suspense>
	);
}
