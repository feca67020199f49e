"use client";

import { useState } from "react";
import type { OutsideBooking } from "@/lib/rules/schema";
import { alarmButton, plainButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { CancelDialog } from "../_list/cancel-dialog.tsx";
import { OutsideRow } from "./outside-row.tsx";
import { useSend } from "./use-send.ts";
import { wordsOf } from "./words-of.ts";

type Props = { outside: OutsideBooking[]; home: string };

// As many as one act takes: see lib/desk/cancel-schema.ts.
const most = 200;

/** Bookings that the rules would not offer any more: each is kept or cancelled, and nothing happens to it by itself. */
export function OutsideBookings({ outside, home }: Props) {
	const [cancelling, cancel] = useState<OutsideBooking[]>();
	const { busy, no, ask } = useSend();
	const many = outside.length > 1;
	const title = many
		? `${outside.length} bookings lie outside what you offer`
		: "One booking lies outside what you offer";
	const keep = (bookings: OutsideBooking[]) =>
		ask({ method: "POST", path: "/api/kept-bookings", body: { bookings: bookings.map(({ id }) => id) } });
	return (
		<>
			{/* There before they are, so that they are read aloud. */}
			<p role="status" className="sr-only">
				{outside.length > 0 ? title : ""}
			</p>
			{outside.length > 0 && (
				<section
					ref={handOverFocus}
					aria-labelledby="outside"
					className="mb-8 rounded-2xl border border-brass bg-card px-4 py-4 sm:px-5"
				>
					<h2 id="outside" className="text-xl">
						{title}
					</h2>
					<p className="mt-1 text-soft">
						{many ? "They stand" : "It stands"} until you say what should happen. Who booked hears of it only
						if you cancel.
					</p>
					<ul className="mt-3 divide-y divide-line">
						{outside.map((booking) => (
							<OutsideRow
								key={booking.id}
								booking={booking}
								home={home}
								busy={busy}
								onKeep={() => void keep([booking])}
								onCancel={() => cancel([booking])}
							/>
						))}
					</ul>
					{many && (
						<p className="mt-3 flex flex-wrap gap-3">
							<button
								type="button"
								onClick={() => void keep(outside)}
								aria-disabled={busy}
								className={plainButton}
							>
								Keep all
							</button>
							<button
								type="button"
								onClick={() => cancel(outside.slice(0, most))}
								aria-disabled={busy}
								className={alarmButton}
							>
								Cancel all …
							</button>
						</p>
					)}
					{no && (
						<div className="mt-3">
							<Notice tone="alarm">{wordsOf(no)}</Notice>
						</div>
					)}
					{cancelling && (
						<CancelDialog
							what={{ bookings: cancelling.map(({ id, startsAt }) => ({ booking: id, from: startsAt })) }}
							title={cancelling.length > 1 ? `Cancel ${cancelling.length} bookings` : "Cancel this booking"}
							yes={cancelling.length > 1 ? "Cancel them all" : "Cancel the booking"}
							onClose={() => cancel(undefined)}
						>
							{cancelling.length > 1 ? "Everybody who booked" : cancelling[0]?.name} is told by mail, and the
							time is free again.
						</CancelDialog>
					)}
				</section>
			)}
		</>
	);
}
