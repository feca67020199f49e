"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useTransition } from "react";
import { addressOf } from "@/lib/desk/list-address";
import type { BookingPage, ListBookings } from "@/lib/desk/list-schema";
import { input, plainButton } from "../../../_ui/button.ts";
import { FilterFields } from "./filter-fields.tsx";

type Props = { path: string; wish: ListBookings; types: BookingPage["types"]; teams?: BookingPage["teams"] };

/** What is looked for stands in the address: it can be sent to somebody, and the way back works. */
export function FilterForm({ path, wish, types, teams }: Props) {
	const ref = useRef<HTMLFormElement>(null);
	const [looking, look] = useTransition();
	const router = useRouter();
	const { past, after, q, ...filters } = wish;
	const active = Object.values(filters).filter(Boolean).length;
	useAddressed(ref, wish);

	function submit(event: FormEvent<HTMLFormElement>) {
		event.preventDefault();
		const asked = Object.fromEntries(new FormData(event.currentTarget)) as ListBookings;
		look(() => router.push(addressOf(path, asked)));
	}
	return (
		<form ref={ref} action={path} onSubmit={submit} className="grid gap-3">
			{past && <input type="hidden" name="past" value="1" />}
			<div className="flex gap-3">
				<input
					type="search"
					name="q"
					aria-label="Search bookings"
					placeholder="Name, mail, type, answer …"
					maxLength={100}
					autoComplete="off"
					enterKeyHint="search"
					defaultValue={q}
					className={input}
				/>
				<button type="submit" aria-disabled={looking} className={`${plainButton} shrink-0`}>
					{looking ? "Looking …" : "Show"}
				</button>
			</div>
			<details open={active > 0} className="group">
				<summary className="inline-flex min-h-11 items-center gap-2 rounded-lg font-medium">
					<span aria-hidden="true" className="text-soft transition-transform group-open:rotate-90">
						›
					</span>
					Filter{active > 0 && ` (${active})`}
				</summary>
				<FilterFields wish={wish} types={types} teams={teams} />
			</details>
		</form>
	);
}

/** The fields say what the address says, also on the way back. */
function useAddressed(ref: { current: HTMLFormElement | null }, wish: ListBookings) {
	const { q = "", type = "", state = "", team = "", from = "", until = "" } = wish;
	useEffect(() => {
		for (const [name, value] of Object.entries({ q, type, state, team, from, until })) {
			const field = ref.current?.elements.namedItem(name);
			if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
		}
	}, [ref, q, type, state, team, from, until]);
}
