import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { listTypes } from "@/lib/rules/list-types";
import { openRules } from "@/lib/rules/open-rules";
import { plainButton } from "../../../../_ui/button.ts";
import { DeskDoor } from "../../desk-door.tsx";
import { DeskWaiting } from "../../desk-waiting.tsx";
import { TypeForm } from "../type-form.tsx";

// Nothing of this page is known before it is known whose it is.
export const instant = false;
export const metadata: Metadata = { title: "Edit type", robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ made?: string }> };

export default function EditTypePage({ params, searchParams }: Props) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="types" title="Edit type">
				{async (who, desk) => {
					const [types, { schedules }, { id }] = await Promise.all([listTypes(who), openRules(who), params]);
					const type = types.find((each) => each.id === id.toLowerCase());
					if (!type) return <NoSuchType />;
					return (
						<TypeForm
							key={type.id}
							saved={type}
							made={(await searchParams).made === "1"}
							teacher={desk.handle}
							others={types.filter((each) => each !== type).map(({ handle }) => handle)}
							schedules={schedules}
						/>
					);
				}}
			</DeskDoor>
		</Suspense>
	);
}

function NoSuchType() {
	return (
		<div className="max-w-xl">
			<p className="mb-5 text-lg text-soft">
				There is no such type any more: it was retired, or never was yours.
			</p>
			<Link href="/desk/types" className={plainButton}>
				All types
			</Link>
		</div>
	);
}
