import type { Axis } from "./axis.ts";
import { rowOfMinute } from "./axis.ts";
import type { Movable } from "./moves.ts";
import { placed } from "./place.ts";
import type { Hours } from "./spans.ts";
import type { Moving } from "./use-moving.ts";

type Props = {
	axis: Axis;
	column: number;
	span: Hours;
	what: Movable & { kind: "hours" };
	label: string;
	moving: Moving;
	onOpen: () => void;
};

const handle =
	"pointer-events-auto absolute inset-x-0 h-2 cursor-ns-resize touch-none rounded pointer-coarse:h-5 hover:bg-board/40";

/** What some hours are held by: a bar at their side for all of them, and an edge at either end. */
export function HoursGrip({ axis, column, span, what, label, moving, onOpen }: Props) {
	const piece = {
		column,
		first: rowOfMinute(axis, span.startsMinute),
		last: rowOfMinute(axis, span.endsMinute),
	};
	return (
		<div className="pointer-events-none absolute" style={placed(axis, piece)}>
			<button
				type="button"
				aria-label={label}
				aria-describedby="calendar-move-hours"
				onPointerDown={(event) => moving.drag(event, what, "body")}
				onKeyDown={(event) => moving.press(event, what)}
				onBlur={moving.giveUp}
				onClick={() => moving.isClick() && onOpen()}
				className="group pointer-events-auto absolute inset-y-1 left-0 w-3 cursor-grab touch-none active:cursor-grabbing pointer-coarse:w-5"
			>
				<span className="block h-full w-1 rounded-full bg-board/55 group-hover:w-2 group-hover:bg-board group-focus-visible:bg-board pointer-coarse:w-1.5" />
			</button>
			<div className={`${handle} -top-1`} onPointerDown={(event) => moving.drag(event, what, "start")} />
			<div className={`${handle} -bottom-1`} onPointerDown={(event) => moving.drag(event, what, "end")} />
		</div>
	);
}
