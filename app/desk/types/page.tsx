import type { Metadata } from "next";
import { Suspense } from "react";
import { listTypes } from "@/lib/rules/list-types";
import { DeskDoor } from "../desk-door.tsx";
import { DeskWaiting } from "../desk-waiting.tsx";
import { TypeList } from "./type-list.tsx";

export const metadata: Metadata = { title: "Appointment types", robots: { index: false } };

export default function TypesPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="types" title="What can be booked">
				{async (who, desk) => <TypeList types={await listTypes(who)} teacher={desk.handle} />}
			</DeskDoor>
		</Suspense>
	);
}
