"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { OfficeTeam } from "@/lib/office/team-schema";
import { quietButton } from "../../../_ui/button.ts";
import { Confirm } from "../../../_ui/confirm.tsx";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { type No, send } from "../../../_ui/send.ts";
import { changedMeanwhile, unheard } from "../../../_ui/wait.ts";

/** Takes a team away, after a question. */
export function DropTeam({ team }: { team: OfficeTeam }) {
	const [asking, ask] = useState(false);
	const [sending, setSending] = useState(false);
	const [no, setNo] = useState<string>();
	const [leaving, leave] = useTransition();
	const router = useRouter();
	const busy = sending || leaving;

	async function drop() {
		if (busy) return;
		setSending(true);
		setNo(undefined);
		const answer = await send("/api/team-removals", { team: team.id, version: team.version });
		setSending(false);
		// Brings what was saved elsewhere: until then there is nothing else to remove.
		if (answer.no?.code === "STALE") leave(() => router.refresh());
		if (answer.no) return setNo(wordsOf(answer.no));
		leave(() => {
			router.push("/desk/teams");
			router.refresh();
		});
	}
	return (
		<>
			<button
				type="button"
				ref={handOverFocus}
				aria-haspopup="dialog"
				onClick={() => ask(true)}
				className={`${quietButton} text-alarm`}
			>
				Remove this team
			</button>
			{asking && (
				<Confirm
					title="Remove this team?"
					yes={busy ? "Removing …" : "Yes, remove it"}
					no={no}
					onYes={drop}
					onClose={() => !busy && ask(false)}
				>
					The page of <span className="wrap-anywhere">{team.name}</span> is gone then. Its teachers stay, and
					so does everything that was booked with them.
				</Confirm>
			)}
		</>
	);
}

function wordsOf({ code, message, later }: No): string {
	if (code === "STALE") return changedMeanwhile;
	return code === "UNSURE" ? unheard("removing twice is the same as once", later) : message;
}
