import type { Absence } from "@/lib/rules/schema";
import type { Axis } from "./axis.ts";
import { piecesOf, placed } from "./place.ts";
import type { Moving } from "./use-moving.ts";
import { type Reading, timeWords } from "./words.ts";

type Props = { absence: Absence; axis: Axis; reading: Reading; moving: Moving; onOpen: () => void };

const handle = "absolute inset-x-0 h-2 cursor-ns-resize touch-none pointer-coarse:h-5 hover:bg-brass/50";

/** Time that a teacher is away, a block on each day of it: dragged as one. */
export function AbsenceBlock({ absence, axis, reading, moving, onOpen }: Props) {
	const what = { kind: "absence", id: absence.id } as const;
	const pieces = piecesOf(axis, absence);
	return pieces.map((piece, index) => (
		<div
			// biome-ignore lint/suspicious/noArrayIndexKey: the first stays the first, wherever it is dragged, and keeps the focus
			key={index}
			className="pointer-events-auto absolute pr-0.5 pl-3.5 pointer-coarse:pl-5"
			style={placed(axis, piece)}
		>
			<button
				type="button"
				aria-label={`Away ${timeWords(absence, reading)}${absence.note && `: ${absence.note}`}`}
				aria-describedby="calendar-move-absence"
				// Once for whoever goes by Tab or by ear, on however many days.
				aria-hidden={index > 0 || undefined}
				tabIndex={index > 0 ? -1 : undefined}
				// A finger that begins here scrolls, and takes hold of the ends alone.
				onPointerDown={(event) => event.pointerType !== "touch" && moving.drag(event, what, "body")}
				onKeyDown={(event) => moving.press(event, what)}
				onBlur={moving.giveUp}
				onClick={() => moving.isClick() && onOpen()}
				className="hatched flex size-full cursor-grab flex-col items-start overflow-clip rounded-md border border-edge text-left text-xs active:cursor-grabbing"
			>
				<span className="sticky top-18 max-w-full truncate rounded bg-card px-1.5 py-0.5 text-soft">
					Away{absence.note && `: ${absence.note}`}
				</span>
			</button>
			{piece.first > 0 && index === 0 && (
				<div className={`${handle} -top-1`} onPointerDown={(event) => moving.drag(event, what, "start")} />
			)}
			{piece.last < axis.rows.length && index === pieces.length - 1 && (
				<div className={`${handle} -bottom-1`} onPointerDown={(event) => moving.drag(event, what, "end")} />
			)}
		</div>
	));
}
