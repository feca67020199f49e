"use client";

import { useState } from "react";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import type { ListedWait } from "@/lib/waits/schema";
import { wantedWords } from "@/lib/waits/wait-words";
import { Confirm } from "../../../_ui/confirm.tsx";
import { Notice } from "../../../_ui/notice.tsx";
import { useViewer } from "../../../_ui/use-viewer.ts";
import { Unreached } from "../unreached.tsx";
import { YourTime } from "../your-time.tsx";
import { RemoveButton } from "./remove-button.tsx";
import { useWaits } from "./use-waits.ts";

/** Who waits for what is full, type by type and first come first. Nothing of it where nobody does. */
export function WaitingList({ waits, zone }: { waits: ListedWait[]; zone: string }) {
	const { listed, said, no, remove } = useWaits(waits);
	const [asking, setAsking] = useState<ListedWait>();
	const types = Map.groupBy(listed, ({ type }) => type);
	if (listed.length === 0 && !said) return null;
	async function sure(wait: ListedWait) {
		if (await remove(wait)) setAsking(undefined);
	}
	return (
		<section aria-labelledby="waiting" data-focus-scope className="mt-10">
			<h2 id="waiting" data-focus-home tabIndex={-1} className="mb-1 text-xl outline-none">
				Waiting for a time
			</h2>
			<p className="mb-4 text-soft">
				{listed.length === 0
					? "Nobody waits any more."
					: "What becomes free is offered to them one after the other, first come first."}
			</p>
			<p role="status" className="sr-only">
				{said}
			</p>
			{no && !asking && (
				<div className="mb-4">
					<Notice tone="alarm">{no}</Notice>
				</div>
			)}
			<div className="grid gap-5">
				{[...types].map(([type, all]) => (
					<div key={type}>
						<h3 className="mb-2 font-[680]">
							{type} <span className="font-normal text-soft">· {all.length} waiting</span>
						</h3>
						<ol className="divide-y divide-line rounded-2xl border border-line bg-card">
							{all.map((wait) => (
								<li key={wait.id} className="flex min-h-14 items-center gap-3 py-1.5 pr-2 pl-4">
									<WaitWords wait={wait} zone={zone} />
									<RemoveButton what={`${wait.name} from the waiting list`} onClick={() => setAsking(wait)} />
								</li>
							))}
						</ol>
					</div>
				))}
			</div>
			{asking && (
				<Confirm
					title={`Take ${asking.name} off the list?`}
					yes="Yes, take them off"
					no={no}
					onYes={() => void sure(asking)}
					onClose={() => setAsking(undefined)}
				>
					They are offered nothing any more, and are not told of it by us.
					{asking.offeredAt && " What is kept for them just now goes to the next one."}
				</Confirm>
			)}
		</section>
	);
}

function WaitWords({ wait, zone }: { wait: ListedWait; zone: string }) {
	const [{ hour12 }] = useViewer(zone);
	const { name, email, offeredAt, heldUntil, isUnreached } = wait;
	const at = (instant: string) => `${dayLabel(dayOf(instant, zone))}, ${clock(instant, zone, hour12)}`;
	return (
		<div className="min-w-0 grow">
			<p className="wrap-anywhere">
				<b className="font-medium">{name}</b> <span className="text-soft">{email}</span>
			</p>
			<p className="text-sm text-soft">
				{offeredAt && heldUntil ? (
					<>
						{at(offeredAt)}
						<YourTime at={offeredAt} home={zone} inline /> is kept for them until {at(heldUntil)}
						<YourTime at={heldUntil} home={zone} inline />
					</>
				) : (
					<>
						For {wantedWords(wait, { zone, hour12 })}
						{wait.kind === "slot" && wait.wantedFrom && <YourTime at={wait.wantedFrom} home={zone} inline />}
					</>
				)}
			</p>
			{isUnreached && <Unreached email={email} />}
		</div>
	);
}
