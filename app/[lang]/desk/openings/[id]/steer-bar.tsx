"use client";

import { useState } from "react";
import type { OwnOpening } from "@/lib/office/schema";
import { plainButton } from "../../../../_ui/button.ts";
import { Confirm } from "../../../../_ui/confirm.tsx";
import { Notice } from "../../../../_ui/notice.tsx";
import type { Stage } from "../stage.ts";
import { SlowDialog } from "./slow-dialog.tsx";
import { useSteer } from "./use-steer.ts";

type Props = { opening: OwnOpening; stage: Stage; perMinute: number; onDone: () => void };

/** What staff can do while it runs. What cannot be undone asks first. */
export function SteerBar({ opening, stage, perMinute, onDone }: Props) {
	const { busy, no, steer, forget } = useSteer(opening.id, onDone);
	const [asking, ask] = useState<"slow" | "end" | "release">();
	const close = () => {
		if (busy) return;
		forget();
		ask(undefined);
	};
	const finish = async (act: "end" | "release") => {
		if (await steer(act)) ask(undefined);
	};
	if (stage === "released") return null;
	return (
		<>
			{stage === "over" ? (
				<button type="button" aria-haspopup="dialog" onClick={() => ask("release")} className={plainButton}>
					Open to everybody
				</button>
			) : (
				<>
					{opening.waitingRoom && (
						<>
							<button
								type="button"
								aria-disabled={busy !== undefined}
								onClick={() => steer(opening.pausedAt ? "resume" : "pause")}
								className={plainButton}
							>
								{opening.pausedAt ? "Resume" : "Pause"}
							</button>
							<button
								type="button"
								aria-haspopup="dialog"
								onClick={() => ask("slow")}
								className={plainButton}
							>
								Slow down
							</button>
						</>
					)}
					<button type="button" aria-haspopup="dialog" onClick={() => ask("end")} className={plainButton}>
						End
					</button>
				</>
			)}
			{no && !asking && (
				<div className="w-full">
					<Notice tone="alarm">{no}</Notice>
				</div>
			)}
			{asking === "slow" && (
				<SlowDialog
					opening={opening}
					perMinute={perMinute}
					busy={busy !== undefined}
					no={no}
					steer={steer}
					onClose={close}
				/>
			)}
			{asking === "end" && (
				<Confirm
					title="End this opening?"
					yes={busy ? "Ending …" : "Yes, end it"}
					no={no}
					onYes={() => finish("end")}
					onClose={close}
				>
					Nobody can book in it any more, and it cannot be started again. What was booked stands.
				</Confirm>
			)}
			{asking === "release" && (
				<Confirm
					title="Open to everybody?"
					yes={busy ? "Opening …" : "Yes, open it"}
					no={no}
					onYes={() => finish("release")}
					onClose={close}
				>
					Whoever finds the teachers’ pages can then book what is left, without a link. This cannot be undone.
				</Confirm>
			)}
		</>
	);
}
