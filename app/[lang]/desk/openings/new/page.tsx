import type { Metadata } from "next";
import { Suspense } from "react";
import { DeskWaiting } from "../../desk-waiting.tsx";
import { OfficeDoor } from "../../office-door.tsx";
import { schoolZone } from "../../school-zone.ts";
import { OpeningForm } from "../opening-form.tsx";

export const metadata: Metadata = { title: "New opening", robots: { index: false } };

export default function NewOpeningPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<OfficeDoor title="New opening">
				{(_who, office) => (
					<OpeningForm
						teachers={office.teachers}
						schoolZone={schoolZone(office)}
						saved={null}
						now={Date.now()}
					/>
				)}
			</OfficeDoor>
		</Suspense>
	);
}
