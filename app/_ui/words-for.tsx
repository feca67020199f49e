import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { messagesIn, type Room } from "@/lib/languages/messages";

/** What is below may say in the browser what is said in these rooms: no page carries the words of another. */
export async function WordsFor({ rooms, children }: { rooms: Room[]; children: ReactNode }) {
	const messages = messagesIn(await getLocale());
	// What dialogs and errors say may come up anywhere.
	const said = [...new Set<Room>(["common", ...rooms])].map((room) => [room, messages[room]]);
	return <NextIntlClientProvider messages={Object.fromEntries(said)}>{children}</NextIntlClientProvider>;
}
