"use client";

import { useTranslations } from "next-intl";
import { AskLink } from "./ask-link.tsx";
import { TeacherLinks } from "./teacher-links.tsx";
import type { InRoom } from "./use-room.ts";
import { Words } from "./words.tsx";

/** Who has no link, or none that is good for a place, and where they get one. */
export function NoPlace({ view, room, opening }: InRoom<"strange" | "invalid" | "revoked">) {
	const words = useTranslations("opening");
	const { school, name } = opening;
	if (view.at === "revoked") return <Words>{words("noPlace.revoked", { school })}</Words>;
	if (view.at === "invalid")
		return (
			<Words>
				{words(room.broken ? "noPlace.cut" : "noPlace.old")} {words("noPlace.newest", { school })}
			</Words>
		);
	if (view.may === "ask") return <AskLink opening={opening} />;
	if (view.may === "come") return <TeacherLinks teachers={opening.teachers} />;
	return <Words>{words("noPlace.search", { school, name })}</Words>;
}
