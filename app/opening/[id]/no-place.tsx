"use client";

import { AskLink } from "./ask-link.tsx";
import { TeacherLinks } from "./teacher-links.tsx";
import type { InRoom } from "./use-room.ts";
import { Words } from "./words.tsx";

/** Who has no link, or none that is good for a place, and where they get one. */
export function NoPlace({ view, room, opening }: InRoom<"strange" | "invalid" | "revoked">) {
	const { school, name } = opening;
	if (view.at === "revoked")
		return <Words>{school} has taken it back. Please ask there for a new one.</Words>;
	if (view.at === "invalid")
		return (
			<Words>
				{room.broken ? "It seems to be cut off: copy all of it from the mail." : "It may be old, or cut off."}{" "}
				The newest mail with your link is the one that counts. If it does not work either, please ask {school}
				.
			</Words>
		);
	if (view.may === "ask") return <AskLink opening={opening} />;
	if (view.may === "come") return <TeacherLinks teachers={opening.teachers} />;
	return (
		<Words>
			Each family has a link of its own, in a mail that {school} had us send: its subject is “Your link for{" "}
			{name}”. Open it from there. If no such mail is to be found, also not among spam, please ask {school}.
		</Words>
	);
}
