"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { type No, newKey, send } from "../../_ui/send.ts";
import { signedOut, unheard } from "../../_ui/wait.ts";

type State = { at: "idle" | "saving" | "stale" } | { at: "failed"; message: string };
/** What to mend, by the field's path in the request. */
type Errors = Record<string, string>;
type Kept = { id: string; version: number };
type How<Saved> = {
	/** Where it is shown once it is saved. */
	to: (made: Saved) => string;
	/** Makes the form what it would be if it were opened now. */
	onFresh: () => void;
	/** What to say of a "no" that is special here. */
	wordsFor: Partial<Record<string, string>>;
};

/**
 * Saves what the office makes in a form, under an id that is made here, so that a request whose answer was lost is asked again
 * and makes no second one; and under the version that it was read with, so that nobody overwrites what they have not seen.
 */
export function useSaveForm<Saved extends Kept>(saved: Saved | null, { to, onFresh, wordsFor }: How<Saved>) {
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

	async function save(request: (id: string) => { path: string; body: object }): Promise<void> {
		if (sending.current) return;
		sending.current = true;
		setState({ at: "saving" });
		setErrors({});
		id.current ??= newKey();
		const { path, body } = request(id.current);
		const { data, no } = await send<Saved>(path, body, { method: "PUT" });
		sending.current = false;
		if (!no) {
			setDirty(false);
			setState({ at: "idle" });
			leave(() => {
				router.push(to(data));
				router.refresh();
				// A page that was left is kept as it was: who comes back to this one wants another.
				if (saved) return;
				id.current = undefined;
				onFresh();
			});
		} else if (no.code === "STALE" && saved) {
			setState({ at: "stale" });
			// Brings what was saved elsewhere, to be shown beside what was typed here.
			router.refresh();
		} else if (no.fields) {
			tell(no.fields);
			setState({ at: "idle" });
		} else setState({ at: "failed", message: wordsFor[no.code] ?? wordsOf(no) });
	}
	function tell(wrong: Errors) {
		setErrors(wrong);
		setTold((times) => times + 1);
	}
	/** Something was edited: what was wrong with these paths, or with anything, is not known any more. */
	function touch(paths?: string[]) {
		setErrors((before) => (paths ? without(before, paths) : {}));
		setDirty(true);
		if (!sending.current) setState({ at: "idle" });
	}
	/** What was saved elsewhere was seen, and the next save may replace it. */
	function catchUp(): number {
		const latest = saved?.version ?? 0;
		setVersion(latest);
		setState({ at: "idle" });
		return latest;
	}
	/** As it was saved last, here or elsewhere: what was typed since goes. */
	function giveUp() {
		onFresh();
		setErrors({});
		setDirty(false);
		catchUp();
	}
	// And who comes back to one that was saved since wants it as it is.
	if (saved && !dirty && state.at === "idle" && saved.version > version) {
		setVersion(saved.version);
		onFresh();
	}
	const busy = state.at === "saving" || leaving;
	const seen = (saved?.version ?? 0) > version;
	return { state, errors, told, tell, dirty, busy, version, seen, save, touch, catchUp, giveUp };
}

/** The same object where nothing of it goes, so that nobody hears of it. */
function without(errors: Errors, paths: string[]): Errors {
	const kept = Object.entries(errors).filter(([path]) => !paths.includes(path.split(".")[0] as string));
	return kept.length === Object.keys(errors).length ? errors : Object.fromEntries(kept);
}

function wordsOf({ code, message, later }: No): string {
	if (code === "UNSURE") return unheard("saving twice is the same as once", later);
	if (code === "SIGIN") return signedOut;
	return message;
}
