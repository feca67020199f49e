"use client";

import { useState } from "react";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Notice } from "../../../_ui/notice.tsx";

type Props = { title: string; label: string; secret: string; hint: string; onClose: () => void };

/** A secret, for the one time that it is told. */
export function ShownOnce({ title, label, secret, hint, onClose }: Props) {
	const [copied, setCopied] = useState<boolean>();
	async function copy() {
		setCopied(
			await navigator.clipboard?.writeText(secret).then(
				() => true,
				() => false,
			),
		);
	}
	return (
		<Dialog title={title} onClose={onClose}>
			<div className="grid gap-4">
				<Notice tone="brass">Copy it now: it is not shown again.</Notice>
				<Field
					label={label}
					hint={hint}
					readOnly
					spellCheck={false}
					value={secret}
					onFocus={(event) => event.target.select()}
				/>
				<p role="status" className="sr-only">
					{copied && "It is copied."}
				</p>
				{copied === false && (
					<p className="text-soft">Your browser does not copy. Select it above and copy it by hand.</p>
				)}
				<div className="grid gap-3 sm:grid-cols-2">
					<button type="button" data-first onClick={copy} className={primaryButton}>
						{copied ? "Copied" : "Copy"}
					</button>
					<button type="button" onClick={onClose} className={plainButton}>
						Done
					</button>
				</div>
			</div>
		</Dialog>
	);
}
