import { plainButton } from "../../_ui/button.ts";
import { Notice } from "../../_ui/notice.tsx";
import type { Host } from "./host.ts";

/** Within the form of the board: what its button asks for goes by the type that is chosen. Of a team, each has their own page. */
export function WithoutScript({ host: { members } }: { host: Host }) {
	return (
		<noscript>
			<div className="mb-4">
				<Notice tone="brass">
					{members ? (
						<p>
							Any of them can be booked together only with JavaScript. Without it, please choose one of them
							by name: their own page works all the same.
						</p>
					) : (
						<>
							<p className="mb-3">
								These times are those of when this page was made, in the teacher’s own time zone: some may be
								taken by now.
							</p>
							<button type="submit" className={plainButton}>
								Show what is free now
							</button>
						</>
					)}
				</Notice>
			</div>
		</noscript>
	);
}
