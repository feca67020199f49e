"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import type { OfficeTeam } from "@/lib/office/team-schema";
import { type No, newKey, send } from "../../_ui/send.ts";
import { useWarnUnsaved } from "../../_ui/use-warn-unsaved.ts";
import { signedOut, unheard } from "../../_ui/wait.ts";
import type { Errors } from "./team-draft.ts";

type State = { at: "idle" | "saving" | "stale" } | { at: "failed"; message: string };

/**
 * Saves a team under an id that is made here, and under the version it was read with: asked again, nothing is made
 * twice, and nobody overwrites what they have not seen. `onFresh` makes the form what it would be if it were opened now.
 */
export function useSaveTeam(saved: OfficeTeam | null, onFresh: () => void) {
	const [state, setState] = useState<State>({ at: "idle" });
	const [errors, setErrors] = useState<Errors>({});
	/** How often it was told what to mend. */
	const [told, setTold] = useState(0);
	const [dirty, setDirty] = useState(false);
	const [leaving, leave] = useTransition();
	const id = useRef(saved?.id);
	const [version, setVersion] = useState(saved?.version ?? 0);
	// The second click of two comes before any state does.
	const sending = useRef(false);
	const router = useRouter();

	useWarnUnsaved(dirty);

	async function save(wish: Omit<OfficeTeam, "id" | "version">, as = version): Promise<void> {
		if (sending.current) return;
		sending.current = true;
		setState({ at: "saving" });
		setErrors({});
		id.current ??= newKey();
		const body = { ...wish, id: id.current, version: as };
		const answer = await send<OfficeTeam>("/api/teams", body, { method: "PUT" });
		sending.current = false;
		if (answer.data) {
			setDirty(false);
			setState({ at: "idle" });
			return leave(() => {
				router.push("/desk/teams");
				router.refresh();
				// A page that was left is kept as it was: who comes back to this one wants another team.
				if (saved) return;
				id.current = undefined;
				onFresh();
			});
		}
		if (answer.no.code === "STALE" && saved) {
			setState({ at: "stale" });
			// Brings what was saved elsewhere, to be shown beside what was typed here.
			return router.refresh();
		}
		if (answer.no.fields) tell(answer.no.fields);
		setState(answer.no.fields ? { at: "idle" } : { at: "failed", message: wordsOf(answer.no) });
	}
	function tell(wrong: Errors) {
		setErrors(wrong);
		setTold((times) => times + 1);
	}
	/** Something was edited. */
	function touch() {
		setDirty(true);
		setErrors({});
		if (!sending.current) setState({ at: "idle" });
	}
	/** What was saved elsewhere was seen, and the next save may replace it. */
	function catchUp(): number {
		const latest = saved?.version ?? 0;
		setVersion(latest);
		setState({ at: "idle" });
		return latest;
	}
	// And who comes back to a team that was saved since wants it as it is.
	if (saved && !dirty && state.at === "idle" && saved.version > version) {
		setVersion(saved.version);
		onFresh();
	}
	const busy = state.at === "saving" || leaving;
	const seen = (saved?.version ?? 0) > version;
	return { state, errors, told, tell, dirty, setDirty, busy, version, seen, save, touch, catchUp };
}

function wordsOf({ code, message, later }: No): string {
	if (code === "UNSURE") return unheard("saving twice is the same as once", later);
	if (code === "STALE") return "It is made already, and was changed since. You find it among your teams.";
	if (code === "NTFND")
		return "This team, or somebody in it, is no longer here. Nothing is saved; please look again.";
	if (code === "SIGIN") return signedOut;
	return message;
}
