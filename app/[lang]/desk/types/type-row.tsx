import Link from "next/link";
import type { PointerEvent } from "react";
import type { DeskType } from "@/lib/rules/type-schema";
import { durationWords } from "@/lib/teachers/duration-words";
import { quietButton } from "../../../_ui/button.ts";
import { QueryLink } from "../../../_ui/query-link.tsx";
import { CopyLink } from "./copy-link.tsx";
import { DragHandle } from "./drag-handle.tsx";
import { MoveButtons } from "./move-buttons.tsx";
import { placeKinds, seatsLabel } from "./type-words.ts";

type Props = {
	type: DeskType;
	teacher: string;
	place: { index: number; count: number };
	/** It is being dragged. */
	lifted: boolean;
	onGrab: (event: PointerEvent) => void;
	onMove: (to: number) => void;
	onRetire: () => void;
};

const act = `${quietButton} text-sm text-soft hover:text-ink`;

/** One type and what can be done with it. */
export function TypeRow({ type, teacher, place, lifted, onGrab, onMove, onRetire }: Props) {
	const about = [durationWords(type), seatsLabel(type.seats), placeOf(type)].filter(Boolean).join(" · ");
	return (
		<li
			data-drag-entry
			className={`grid grid-cols-[auto_1fr_auto] gap-x-1 rounded-2xl border bg-card py-2 px-1 ${
				lifted ? "border-board shadow-lg select-none" : "border-line"
			}`}
		>
			{place.count > 1 ? <DragHandle onGrab={onGrab} /> : <span className="w-3" />}
			<div className="min-w-0 pt-2">
				<div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
					<h2 className="flex min-w-0 gap-x-2.5 text-lg wrap-anywhere">
						{/* As high as the first line of a long name, and beside it. */}
						<span aria-hidden="true" className="flex h-[1lh] shrink-0 items-center">
							<span data-colour={type.colour} className="size-3.5 rounded-full bg-(--hue-edge)" />
						</span>
						<Link
							href={`/desk/types/${type.id}`}
							className="underline decoration-edge underline-offset-4 hover:decoration-current"
						>
							{type.name}
						</Link>
					</h2>
					{type.isHidden && (
						<span className="rounded-md bg-brass-tint px-2 py-0.5 text-sm text-brass-ink">Hidden</span>
					)}
				</div>
				<p className="mt-1 text-soft">{about}</p>
				<div className="-mx-3 mt-1 flex flex-wrap items-center">
					<CopyLink teacher={teacher} type={type} className={act} />
					<QueryLink
						href={`/desk/types/new?like=${type.id}`}
						aria-label={`Duplicate ${type.name}`}
						className={act}
					>
						Duplicate
					</QueryLink>
					<button type="button" aria-label={`Retire ${type.name}`} onClick={onRetire} className={act}>
						Retire
					</button>
				</div>
			</div>
			<div>{place.count > 1 && <MoveButtons what={type.name} {...place} onMove={onMove} />}</div>
		</li>
	);
}

function placeOf({ placeKind, place }: DeskType): string {
	if (placeKind === "unsaid") return "";
	return placeKind === "address" && place ? place : placeKinds[placeKind];
}
