"use client";

import { useStored, writeStored } from "../../../_ui/use-stored.ts";

/** Who books. Kept on this device only for those who ask for it, so that their next booking is a tap. */
export type Booker = { name: string; email: string };

const place = "firstbell:booker";

export function rememberBooker({ name, email }: Booker): void {
	writeStored(place, JSON.stringify({ name, email }));
}

export function useRememberedBooker(): [Booker | undefined, forget: () => void] {
	const [text, store] = useStored(place);
	return [read(text), () => store(null)];
}

function read(text: string | null): Booker | undefined {
	try {
		const { name, email } = JSON.parse(text ?? "");
		return typeof name === "string" && typeof email === "string" ? { name, email } : undefined;
	} catch {
		return undefined;
	}
}
