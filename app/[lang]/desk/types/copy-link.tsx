"use client";

import { useState } from "react";
import type { DeskType } from "@/lib/rules/type-schema";
import { publicPath } from "./type-words.ts";

type Props = { teacher: string; type: DeskType; className: string };

/** Puts a type's public link on the clipboard; where the browser does not allow that, shows it, to be copied by hand. */
export function CopyLink({ teacher, type, className }: Props) {
	const [state, setState] = useState<"idle" | "copied" | "shown">("idle");
	const path = publicPath(teacher, type.handle);
	async function copy() {
		try {
			await navigator.clipboard.writeText(location.origin + path);
			setState("copied");
		} catch {
			setState("shown");
		}
	}
	return (
		<>
			<button type="button" aria-label={`Copy the link of ${type.name}`} onClick={copy} className={className}>
				{state === "copied" ? "Link copied" : "Copy link"}
			</button>
			<span role="status" className={state === "shown" ? "px-3 text-sm break-all select-all" : "sr-only"}>
				{state === "copied" && `The link of ${type.name} is copied.`}
				{state === "shown" && location.origin + path}
			</span>
		</>
	);
}
