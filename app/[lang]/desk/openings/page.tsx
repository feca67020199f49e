import type { Metadata } from "next";
import { Suspense } from "react";
import { DeskWaiting } from "../desk-waiting.tsx";
import { OfficeDoor } from "../office-door.tsx";
import { OpeningList } from "./opening-list.tsx";

export const metadata: Metadata = { title: "Openings", robots: { index: false } };

export default function OpeningsPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<OfficeDoor title="Openings">{(_who, office) => <OpeningList office={office} />}</OfficeDoor>
		</Suspense>
	);
}
