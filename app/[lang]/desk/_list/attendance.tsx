"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { stateWords } from "@/lib/desk/words";
import { type No, send } from "../../../_ui/send.ts";
import { unheard } from "../../../_ui/wait.ts";

type Came = "completed" | "no_show";
type Props = { booking: string; name: string; state: Came | "confirmed" };

/** Whether they came. Pressed again, nothing is said of it. */
export function Attendance({ booking, name, state }: Props) {
	const [sent, setSent] = useState<Props["state"]>();
	const [no, setNo] = useState<No>();
	const [, refresh] = useTransition();
	const router = useRouter();
	const shown = sent ?? state;

	// What is pressed while an answer is awaited is not lost: it is sent next, unless something else was pressed since.
	const line = useRef<Promise<void>>(Promise.resolve());
	const presses = useRef(0);

	function mark(pressed: Came) {
		const wanted = shown === pressed ? "confirmed" : pressed;
		setSent(wanted);
		setNo(undefined);
		const nth = ++presses.current;
		line.current = line.current.then(async () => {
			if (nth !== presses.current) return;
			const came = wanted === "confirmed" ? null : wanted === "completed";
			const answer = await send("/api/attendances", { booking, came });
			if (nth !== presses.current) return;
			setNo(answer.no);
			refresh(() => {
				router.refresh();
				setSent(undefined);
			});
		});
	}
	return (
		<div className="grid content-start gap-1 px-4 pb-3 lg:py-1">
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in */}
			<div role="group" aria-label={`Did ${name} come?`} className="flex gap-2">
				{(["completed", "no_show"] as const).map((came) => (
					<button
						key={came}
						type="button"
						aria-pressed={shown === came}
						onClick={() => mark(came)}
						className="inline-flex min-h-11 items-center gap-2 rounded-xl border border-edge px-4 font-medium text-soft hover:bg-chalk aria-pressed:border-transparent aria-pressed:bg-chalk aria-pressed:text-chalk-ink"
					>
						{shown === came && <Tick />}
						{stateWords[came]}
					</button>
				))}
			</div>
			{no && (
				<p role="alert" className="text-alarm">
					{no.code === "UNSURE" ? unheard("marking twice is the same as once", no.later) : no.message}
				</p>
			)}
		</div>
	);
}

function Tick() {
	return (
		<svg viewBox="0 0 20 20" aria-hidden="true" className="size-4 fill-none stroke-current" strokeWidth="2.5">
			<path d="m4 10.5 4 4 8-9" strokeLinecap="round" strokeLinejoin="round" />
		</svg>
	);
}
