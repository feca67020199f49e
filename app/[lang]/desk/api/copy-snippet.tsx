"use client";

import { useState } from "react";
import { plainButton } from "../../../_ui/button.ts";

/** A few lines to be pasted elsewhere; where the browser does not copy, they can be selected by hand. */
export function CopySnippet({ text }: { text: string }) {
	const [copied, setCopied] = useState(false);
	async function copy() {
		try {
			await navigator.clipboard.writeText(text);
			setCopied(true);
		} catch {
			setCopied(false);
		}
	}
	return (
		<div className="flex max-w-3xl flex-wrap items-center gap-3 rounded-2xl border border-line bg-card p-4">
			<code className="min-w-0 grow basis-64 text-sm wrap-anywhere select-all">{text}</code>
			<button type="button" onClick={copy} className={plainButton}>
				{copied ? "Copied" : "Copy"}
			</button>
			<span role="status" className="sr-only">
				{copied && "It is copied."}
			</span>
		</div>
	);
}
