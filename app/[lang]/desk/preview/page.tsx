import type { Metadata } from "next";
import { Suspense } from "react";
import { listTypes } from "@/lib/rules/list-types";
import { getTeacher } from "@/lib/teachers/get-teacher";
import { WordsFor } from "../../../_ui/words-for.tsx";
import { DeskDoor } from "../desk-door.tsx";
import { DeskWaiting } from "../desk-waiting.tsx";
import { PreviewBoard } from "./preview-board.tsx";
import { withHidden } from "./preview-teacher.ts";

// Nothing of this page is known before it is known whose it is.
export const instant = false;
export const metadata: Metadata = { title: "Your page as a student sees it", robots: { index: false } };

type Props = { searchParams: Promise<{ type?: string | string[] }> };

export default function PreviewPage({ searchParams }: Props) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="types" title="As a student sees it">
				{async (who, desk) => {
					const [shown, types] = await Promise.all([getTeacher(desk.handle), listTypes(who)]);
					const { type: asked } = await searchParams;
					return (
						<WordsFor rooms={["board", "turn"]}>
							<PreviewBoard
								shown={shown}
								all={await withHidden(shown, types)}
								// No times yet: the board asks for them at once, as it does on the public page.
								first={{ type: undefined, now: Date.now(), lists: [] }}
								startsWithAll={types.some(({ handle, isHidden }) => isHidden && handle === asked)}
							/>
						</WordsFor>
					);
				}}
			</DeskDoor>
		</Suspense>
	);
}
