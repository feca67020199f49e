import type { PointerEvent } from "react";

/** Where an entry is taken hold of to be dragged. Who has no pointer has buttons for it. */
export function DragHandle({ onGrab }: { onGrab: (event: PointerEvent) => void }) {
	return (
		<span
			aria-hidden="true"
			data-drag-handle
			onPointerDown={onGrab}
			className="grid size-11 shrink-0 cursor-grab touch-none place-items-center rounded-lg text-edge hover:bg-chalk hover:text-ink active:cursor-grabbing"
		>
			<svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 fill-current">
				{[5, 10, 15].map((y) => (
					<path key={y} d={`M7 ${y - 1.4}a1.4 1.4 0 1 0 .01 0ZM13 ${y - 1.4}a1.4 1.4 0 1 0 .01 0Z`} />
				))}
			</svg>
		</span>
	);
}
