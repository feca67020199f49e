"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useWarnUnsaved } from "./use-warn-unsaved.ts";

/** The part of the browser's Navigation API that is asked here; not every browser has it. */
type Traversal = Event & { navigationType: string; destination: { key: string } };
type Navigation = EventTarget & { traverseTo: (key: string) => void };

/**
 * While something is not saved, holds back who is about to leave by a link or by the way back: `leaving` until they `stay` or
 * `go`. A tab that is closed asks by the browser's own words.
 */
export function useLeaveGuard(dirty: boolean) {
	// How one would go on, where somebody is about to.
	const [go, setGo] = useState<() => void>();
	const router = useRouter();

	useWarnUnsaved(dirty);
	useEffect(() => {
		if (!dirty) return;
		const ask = (way: () => void) => setGo(() => way);
		const click = (event: MouseEvent) => {
			const link = (event.target as Element).closest?.("a[href]") as HTMLAnchorElement | null;
			const elsewhere =
				event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
			if (!link || elsewhere || link.target || link.origin !== location.origin || link.hash) return;
			event.preventDefault();
			event.stopPropagation();
			ask(() => router.push(link.pathname + link.search));
		};
		const { navigation } = window as unknown as { navigation?: Navigation };
		let gone = false;
		const traverse = (event: Event) => {
			const { navigationType, cancelable, destination } = event as Traversal;
			if (navigationType !== "traverse" || !cancelable || gone) return;
			event.preventDefault();
			ask(() => {
				gone = true;
				navigation?.traverseTo(destination.key);
			});
		};
		// Before the link itself hears of it.
		document.addEventListener("click", click, true);
		navigation?.addEventListener("navigate", traverse);
		return () => {
			document.removeEventListener("click", click, true);
			navigation?.removeEventListener("navigate", traverse);
		};
	}, [dirty, router]);
	return { leaving: go !== undefined, stay: () => setGo(undefined), go };
}
