import { useTranslations } from "next-intl";
import { quietButton } from "../../../_ui/button.ts";
import { handOverFocus } from "../../../_ui/hand-over-focus.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { Room } from "./use-room.ts";

/** It can be taken up again, so that one press is enough. */
export function GiveUp({ room }: { room: Room }) {
	const words = useTranslations("opening");
	return (
		<div>
			<button
				type="button"
				ref={handOverFocus}
				onClick={room.leave}
				aria-disabled={Boolean(room.busy)}
				className={`${quietButton} -ml-3 text-soft`}
			>
				{words("giveUp")}
			</button>
			{room.no && room.no.code !== "QUEUE" && <Notice tone="alarm">{room.no.message}</Notice>}
		</div>
	);
}
