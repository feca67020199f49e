"use client";

import { useTranslations } from "next-intl";
import type { Opening } from "@/lib/openings/schema";
import { Notice } from "../../../_ui/notice.tsx";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { AfterBell } from "./after-bell.tsx";
import { BeforeBell } from "./before-bell.tsx";
import { NoPlace } from "./no-place.tsx";
import type { Room } from "./use-room.ts";
import { WhenOver } from "./when-over.tsx";
import { Words } from "./words.tsx";

type Props = { room: Room; opening: Opening; viewer: Viewer };

export function RoomBody(props: Props) {
	const words = useTranslations("opening");
	return (
		<div className="mt-3 grid gap-5">
			<Inner {...props} />
			{props.room.failing && <Notice tone="brass">{words("unreached")}</Notice>}
		</div>
	);
}

function Inner(props: Props) {
	const words = useTranslations("opening");
	const { view } = props.room;
	switch (view.at) {
		case "loading":
			return <Words>{words("looking")}</Words>;
		case "strange":
		case "invalid":
		case "revoked":
			return <NoPlace {...props} view={view} />;
		case "early":
		case "joining":
		case "left":
		case "bell":
			return <BeforeBell {...props} view={view} />;
		case "drawing":
		case "queue":
		case "entering":
		case "inside":
		case "lapsed":
			return <AfterBell {...props} view={view} />;
		case "done":
		case "sold_out":
		case "ended":
		case "released":
			return <WhenOver {...props} view={view} />;
	}
}
