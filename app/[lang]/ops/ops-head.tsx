import { nearLabel, zoneLabel } from "@/lib/time-words";
import type { Ops } from "@/lib/watch/schema";
import { LostLook } from "../../_ui/lost-look.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { SignOut } from "../../_ui/sign-out.tsx";
import type { Viewer } from "../../_ui/use-viewer.ts";

type Props = { ops: Ops; viewer: Viewer; lost: string | undefined; again: () => void };

const staleMs = 4 * 60_000;

/** Where one is, how old what one sees is, and what to do where that is too old. */
export function OpsHead({ ops, viewer, lost, again }: Props) {
	const now = Date.parse(ops.now);
	const looked = ops.minute && nearLabel(Date.parse(ops.minute), viewer.zone, viewer.hour12, now);
	const isStale = !ops.minute || now - Date.parse(ops.minute) > staleMs;
	return (
		<header className="mt-6 mb-6 sm:mt-10">
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
				<div className="min-w-0">
					<h1 className="text-3xl sm:text-4xl">Operations</h1>
					<p className="mt-2 text-soft">
						The last hour · {looked ? `looked at ${looked}` : "not looked at lately"} · all times in{" "}
						{zoneLabel(now, viewer.zone)}
					</p>
				</div>
				<div className="-mx-3">
					<SignOut to="/ops" />
				</div>
			</div>
			<div className="mt-4 grid gap-3 empty:hidden">
				{lost && <LostLook out={lost === "SIGIN" || lost === "DNIED"} again={again} />}
				{isStale && ops.minutes.length > 0 && (
					<Notice tone="brass">
						Nobody has looked for minutes: is <code>/api/watch-minutes</code> called each minute?
					</Notice>
				)}
				{ops.blind > 2 && (
					<Notice tone="brass">
						For {ops.blind} minutes nobody knows what was asked for: Redis does not say.
					</Notice>
				)}
			</div>
		</header>
	);
}
