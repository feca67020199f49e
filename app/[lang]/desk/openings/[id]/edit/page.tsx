import type { Metadata } from "next";
import { Suspense } from "react";
import { DeskWaiting } from "../../../desk-waiting.tsx";
import { OpeningDoor } from "../../../office-door.tsx";
import { schoolZone } from "../../../school-zone.ts";
import { OpeningForm } from "../../opening-form.tsx";
import { stageOf } from "../../stage.ts";

// Nothing of this page is known before it is known whose it is.
export const instant = false;
export const metadata: Metadata = { title: "Edit opening", robots: { index: false } };

export default function EditOpeningPage({ params }: { params: Promise<{ id: string }> }) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<OpeningDoor id={params} page="edit">
				{async ({ office, opening }) => {
					const now = Date.now();
					const stage = stageOf(opening, now);
					if (opening.endedAt || stage === "released")
						return (
							<p className="max-w-xl text-lg text-soft">
								This opening is over, and stays as it was. For another one, make a new opening.
							</p>
						);
					return (
						<OpeningForm
							teachers={office.teachers}
							schoolZone={schoolZone(office)}
							saved={opening}
							now={now}
						/>
					);
				}}
			</OpeningDoor>
		</Suspense>
	);
}
