import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AppointmentType } from "@/lib/teachers/schema";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { HeldNotes } from "./held-notes.ts";
import type { Phase } from "./hold-phase.ts";
import type { LeftHold } from "./kept-hold.ts";
import type { HoldFlow } from "./use-hold.ts";

type Failed = Phase & { at: "failed" };
type Props = {
	phase: Failed;
	type: AppointmentType;
	minutes: number | undefined;
	viewer: Viewer;
	left: LeftHold[];
	flow: HoldFlow;
};

/** Why a time could not be held, and what to do: where it is a hold of their own that is in the way, it stands here, too. */
export function HoldFailed({ phase, type, minutes, viewer, left, flow }: Props) {
	const words = useTranslations("board");
	const turn = useTranslations("turn");
	const { code, message } = phase.no;
	const inTheWay = code === "LIMIT" ? left : [];
	const again = () => void flow.pick(phase.slot, keyFor(phase));
	return (
		<div role="alert" data-focus-scope>
			<p className="mb-5 text-soft">{message}</p>
			{code === "QUEUE" && type.opening && (
				<p className="mb-5">
					<Link href={`/opening/${type.opening.id}`} prefetch={false} className={plainButton}>
						{words("toYourPlace")}
					</Link>
				</p>
			)}
			{inTheWay.length > 0 && (
				<HeldNotes
					holds={inTheWay}
					{...{ type, minutes, viewer, flow }}
					then={{ label: turn("held.swap"), go: again }}
				/>
			)}
			<button
				type="button"
				data-focus-home
				className={inTheWay.length > 0 ? plainButton : primaryButton}
				onClick={again}
			>
				{words("tryAgain")}
			</button>
		</div>
	);
}

/** An unknown outcome is asked again under its own key; after a plain no, a new try is a new wish. */
function keyFor(phase: Failed): string | undefined {
	return phase.no.code === "UNSURE" ? phase.key : undefined;
}
