"use client";

import { useCallback, useEffect, useSyncExternalStore } from "react";
import { useInBrowser, useStored, writeStored } from "../../../_ui/use-stored.ts";

const shape = /^[A-Za-z0-9_-]{44}$/;

export type Link = {
	/** The reference of the personal link; null for who came without one, undefined until this is known. */
	ref: string | null | undefined;
	/** What follows the # looks like no reference of ours. */
	broken: boolean;
	/** Whether the place was given up on this device, so that only a press takes it up again. */
	left: boolean;
	setLeft: (left: boolean) => void;
};

/** The personal link by which somebody came: what follows the #, or what this browser remembers of it. */
export function useLink(opening: string, given?: string): Link {
	const inBrowser = useInBrowser();
	const hash = useSyncExternalStore(
		(notify) => {
			addEventListener("hashchange", notify);
			return () => removeEventListener("hashchange", notify);
		},
		() => location.hash.slice(1),
		() => "",
	);
	const [stored] = useStored(`firstbell:link:${opening}`);
	const [gone, setGone] = useStored(`firstbell:left:${opening}`);
	const shown = given ?? (shape.test(hash) ? hash : undefined);
	const ref = shown ?? (stored && shape.test(stored) ? stored : null);
	useEffect(() => {
		if (shown) writeStored(`firstbell:link:${opening}`, shown);
	}, [opening, shown]);
	const setLeft = useCallback((left: boolean) => setGone(left ? ref : null), [setGone, ref]);
	return {
		ref: inBrowser ? ref : undefined,
		broken: !ref && hash !== "" && hash !== "main",
		left: ref !== null && gone === ref,
		setLeft,
	};
}
