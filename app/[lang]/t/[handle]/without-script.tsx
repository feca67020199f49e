import { useTranslations } from "next-intl";
import { plainButton } from "../../../_ui/button.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { Host } from "./host.ts";

/** Within the form of the board: what its button asks for goes by the type that is chosen. Of a team, each has their own page. */
export function WithoutScript({ host: { members } }: { host: Host }) {
	const words = useTranslations("board");
	return (
		<noscript>
			<div className="mb-4">
				<Notice tone="brass">
					{members ? (
						<p>{words("noScript.team")}</p>
					) : (
						<>
							<p className="mb-3">{words("noScript.stale")}</p>
							<button type="submit" className={plainButton}>
								{words("noScript.show")}
							</button>
						</>
					)}
				</Notice>
			</div>
		</noscript>
	);
}
