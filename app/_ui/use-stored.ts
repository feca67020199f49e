"use client";

import { useCallback, useSyncExternalStore } from "react";

const changed = "firstbell:changed";

/** What is on its way into the URL: Safari allows a hundred changes in half a minute, and people type faster. */
const pending = new Map<string, string>();
let writing: ReturnType<typeof setTimeout> | undefined;

/**
 * One parameter of the URL, without making the page vary by it: the server renders as if it were `onServer`, and the
 * browser fills it in right after hydration.
 */
export function useQueryParam(name: string, onServer = ""): [string, (value: string) => void] {
	const value = useSyncExternalStore(
		subscribe,
		() => pending.get(name) ?? new URLSearchParams(location.search).get(name) ?? "",
		() => onServer,
	);
	const set = useCallback(
		(next: string) => {
			pending.set(name, next);
			const { pathname } = location;
			clearTimeout(writing);
			writing = setTimeout(() => writeUrl(pathname), 250);
			dispatchEvent(new Event(changed));
		},
		[name],
	);
	return [value, set];
}

/** One parameter of what is behind the "#" of the URL, which no server is told, and how to take all of that away. */
export function useHashParam(name: string): [string, () => void] {
	const value = useSyncExternalStore(
		subscribe,
		() => new URLSearchParams(location.hash.slice(1)).get(name) ?? "",
		() => "",
	);
	return [value, dropHash];
}

function dropHash(): void {
	history.replaceState(history.state, "", location.pathname + location.search);
	dispatchEvent(new Event(changed));
}

function writeUrl(pathname: string): void {
	const url = new URL(location.href);
	for (const [name, value] of pending) {
		if (value) url.searchParams.set(name, value);
		else url.searchParams.delete(name);
	}
	pending.clear();
	if (location.pathname === pathname) history.replaceState(history.state, "", url);
	dispatchEvent(new Event(changed));
}

/** In this browser until it is cleared, or in this tab alone until it is closed. */
type Where = "browser" | "tab";

/** What is kept under a name; null on the server, and where storage is switched off. */
export function useStored(
	name: string,
	where: Where = "browser",
): [string | null, (value: string | null) => void] {
	const value = useSyncExternalStore(
		subscribe,
		() => readStored(name, where),
		() => null,
	);
	const set = useCallback((next: string | null) => writeStored(name, next, where), [name, where]);
	return [value, set];
}

/** Whether this runs in a browser and is past hydration. */
export function useInBrowser(): boolean {
	return useSyncExternalStore(
		() => () => {},
		() => true,
		() => false,
	);
}

export function writeStored(name: string, value: string | null, where: Where = "browser"): void {
	try {
		if (value === null) storage(where).removeItem(name);
		else storage(where).setItem(name, value);
	} catch {
		// Storage is full or switched off: then nothing is remembered.
	}
	dispatchEvent(new Event(changed));
}

export function readStored(name: string, where: Where = "browser"): string | null {
	try {
		return storage(where).getItem(name);
	} catch {
		return null;
	}
}

function storage(where: Where): Storage {
	return where === "tab" ? sessionStorage : localStorage;
}

function subscribe(notify: () => void): () => void {
	const events = [changed, "popstate", "hashchange", "storage"];
	for (const event of events) addEventListener(event, notify);
	return () => {
		for (const event of events) removeEventListener(event, notify);
	};
}
