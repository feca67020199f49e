"use client";

import { useState } from "react";
import type { Office, OwnOpening } from "@/lib/office/schema";
import { plainButton } from "../../../../_ui/button.ts";
import type { Stage } from "../stage.ts";
import { BookForDialog } from "./book-for-dialog.tsx";

type Props = {
	opening: OwnOpening;
	stage: Stage;
	teachers: Office["teachers"];
	zone: string;
	onDone: () => void;
};

/** For a family without a phone: once it is open, the office books for it. */
export function BookForButton({ stage, ...rest }: Props) {
	const [open, setOpen] = useState(false);
	if (stage === "over" || stage === "released") return null;
	const early = stage === "coming";
	return (
		<>
			<button
				type="button"
				aria-haspopup="dialog"
				aria-disabled={early}
				aria-describedby={early ? "book-for-later" : undefined}
				onClick={() => !early && setOpen(true)}
				className={plainButton}
			>
				Book for someone
			</button>
			{early && (
				<p id="book-for-later" className="w-full text-sm text-soft">
					You can book for a family as soon as it is open.
				</p>
			)}
			{open && <BookForDialog {...rest} onClose={() => setOpen(false)} />}
		</>
	);
}
