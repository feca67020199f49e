"use client";

import { type FormEvent, useState } from "react";
import type { OwnOpening } from "@/lib/office/schema";
import { plainButton, primaryButton } from "../../../../_ui/button.ts";
import { Dialog } from "../../../../_ui/dialog.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Notice } from "../../../../_ui/notice.tsx";
import { fastest } from "./pace-words.ts";
import type { Act } from "./use-steer.ts";

type Props = {
	opening: OwnOpening;
	perMinute: number;
	busy: boolean;
	no: string | undefined;
	steer: (act: Act, pace: number | null) => Promise<boolean>;
	onClose: () => void;
};

const least = 6;
const most = fastest * 60;

/** How many may come in a minute at most. */
export function SlowDialog({ opening, perMinute, busy, no, steer, onClose }: Props) {
	const limited = opening.paceMost < fastest;
	const [typed, setTyped] = useState(
		String(Math.round(limited ? opening.paceMost * 60 : Math.max(least, perMinute / 2))),
	);
	const [wrong, setWrong] = useState<string>();

	async function submit(event: FormEvent) {
		event.preventDefault();
		const number = Number(typed);
		if (!typed.trim() || !(number >= least && number <= most)) {
			setWrong(`A number from ${least} to ${most.toLocaleString("en-GB")}. To let nobody in, pause it.`);
			return;
		}
		if (await steer("slow", number / 60)) onClose();
	}
	return (
		<Dialog title="Slow down" onClose={onClose}>
			<form noValidate onSubmit={submit} className="grid gap-4">
				<p className="text-soft">
					The pace looks after itself. Set a limit where something else cannot keep up, such as your phones.
				</p>
				<Field
					label="Families a minute, at most"
					type="number"
					inputMode="numeric"
					min={least}
					max={most}
					value={typed}
					onChange={(event) => {
						setTyped(event.target.value);
						setWrong(undefined);
					}}
					error={wrong}
				/>
				{no && <Notice tone="alarm">{no}</Notice>}
				<button type="submit" aria-disabled={busy} className={primaryButton}>
					{busy ? "Setting …" : "Set this limit"}
				</button>
				{limited && (
					<button
						type="button"
						aria-disabled={busy}
						onClick={async () => {
							if (await steer("slow", null)) onClose();
						}}
						className={plainButton}
					>
						Take the limit away
					</button>
				)}
			</form>
		</Dialog>
	);
}
