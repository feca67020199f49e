import type { ReactNode } from "react";
import { handOverFocus } from "./hand-over-focus.ts";
import { tones } from "./notice.tsx";
import type { No } from "./send.ts";

type Props = {
	tone?: keyof typeof tones;
	/** What is said, and then what can be done about it. */
	children: ReactNode;
	no?: No | undefined;
	className?: string;
};

/** A line above what one looks at, with its buttons beside it; what one of these was refused stands below. */
export function NoteBar({ tone = "brass", children, no, className = "" }: Props) {
	return (
		<div
			ref={handOverFocus}
			className={`flex flex-wrap items-center justify-between gap-3 rounded-xl px-4 py-3 ${tones[tone]} ${className}`}
		>
			{children}
			{no && (
				<p role="alert" className="w-full">
					{no.message}
				</p>
			)}
		</div>
	);
}
