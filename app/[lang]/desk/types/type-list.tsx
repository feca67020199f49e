"use client";

import Link from "next/link";
import { useState } from "react";
import type { DeskType } from "@/lib/rules/type-schema";
import { plainButton, primaryButton, quietButton } from "../../../_ui/button.ts";
import { Confirm } from "../../../_ui/confirm.tsx";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";
import "../colours.css";
import { LeftOutside } from "./left-outside.tsx";
import { NoTypes } from "./no-types.tsx";
import { TypeRow } from "./type-row.tsx";
import { useDrag } from "./use-drag.ts";
import { useTypes } from "./use-types.ts";

/** All that a teacher offers, in the order in which students see it. */
export function TypeList({ types, teacher }: { types: DeskType[]; teacher: string }) {
	const [asking, setAsking] = useState<DeskType>();
	const { listed, said, retired, outside, no, move, saveOrder, retire, restore } = useTypes(types);
	const { list, dragged, grab } = useDrag(move, saveOrder);

	async function sure(type: DeskType) {
		if (await retire(type)) setAsking(undefined);
	}
	return (
		<div data-focus-scope>
			<div className="mb-6 flex flex-wrap gap-3">
				<Link href="/desk/types/new" data-focus-home className={primaryButton}>
					New type
				</Link>
				{listed.length > 0 && (
					<Link href="/desk/preview" className={plainButton}>
						See it as a student
					</Link>
				)}
			</div>
			<p role="status" className="sr-only">
				{said}
			</p>
			{retired && (
				<div className="mb-4 grid gap-3" ref={handOverFocus}>
					<Notice>
						“{retired.name}” is retired: nobody can book it any more.{" "}
						<button
							type="button"
							onClick={() => void restore(retired)}
							className={`${quietButton} -my-2 text-chalk-ink`}
						>
							Undo
						</button>
					</Notice>
					<LeftOutside count={outside} />
				</div>
			)}
			{no && !asking && (
				<div className="mb-4">
					<Notice tone="alarm">{no}</Notice>
				</div>
			)}
			{listed.length === 0 ? (
				<NoTypes />
			) : (
				<ul ref={list} aria-label="Appointment types" className="grid gap-3">
					{listed.map((type, index) => (
						<TypeRow
							key={type.id}
							type={type}
							teacher={teacher}
							place={{ index, count: listed.length }}
							lifted={dragged === index}
							onGrab={(event) => grab(event, index)}
							onMove={(to) => {
								move(index, to);
								saveOrder();
							}}
							onRetire={() => setAsking(type)}
						/>
					))}
				</ul>
			)}
			{asking && (
				<Confirm
					title={`Retire “${asking.name}”?`}
					yes="Yes, retire it"
					no={no}
					onYes={() => void sure(asking)}
					onClose={() => setAsking(undefined)}
				>
					Nobody can book it any more, and its link leads to nothing. What is booked stays booked: nobody is
					cancelled, and of the bookings to come you say yourself which to keep. You can undo this as long as
					you stay on this page.
				</Confirm>
			)}
		</div>
	);
}
