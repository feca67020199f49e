import type { Metadata } from "next";
import { Suspense } from "react";
import { listTypes } from "@/lib/rules/list-types";
import { listWaits } from "@/lib/waits/list-waits";
import { DeskDoor } from "../desk-door.tsx";
import { DeskWaiting } from "../desk-waiting.tsx";
import { TypeList } from "./type-list.tsx";
import { WaitingList } from "./waiting-list.tsx";

export const metadata: Metadata = { title: "Appointment types", robots: { index: false } };

export default function TypesPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="types" title="What can be booked">
				{async (who, desk) => {
					const [types, waits] = await Promise.all([listTypes(who), listWaits(who)]);
					return (
						<>
							<TypeList types={types} teacher={desk.handle} />
							<WaitingList waits={waits} zone={desk.timeZone} />
						</>
					);
				}}
			</DeskDoor>
		</Suspense>
	);
}
