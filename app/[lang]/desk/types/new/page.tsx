import type { Metadata } from "next";
import { Suspense } from "react";
import { listTypes } from "@/lib/rules/list-types";
import { openRules } from "@/lib/rules/open-rules";
import { DeskDoor } from "../../desk-door.tsx";
import { DeskWaiting } from "../../desk-waiting.tsx";
import { NewType } from "../new-type.tsx";

// Nothing of this page is known before it is known whose it is.
export const instant = false;
export const metadata: Metadata = { title: "New type", robots: { index: false } };

type Props = { searchParams: Promise<{ like?: string | string[] }> };

export default function NewTypePage({ searchParams }: Props) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="types" title="New type">
				{async (who, desk) => {
					const [types, { schedules }] = await Promise.all([listTypes(who), openRules(who)]);
					const { like } = await searchParams;
					const model = types.find(({ id }) => id === like);
					return (
						<NewType
							key={model?.id ?? "new"}
							model={model}
							types={types}
							schedules={schedules}
							teacher={desk.handle}
						/>
					);
				}}
			</DeskDoor>
		</Suspense>
	);
}
