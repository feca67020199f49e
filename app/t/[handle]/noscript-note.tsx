import { plainButton } from "../../_ui/button.ts";
import { Notice } from "../../_ui/notice.tsx";

/** Within the form of the board: what its button asks for goes by the type that is chosen. */
export function NoscriptNote() {
	return (
		<noscript>
			<div className="mb-4">
				<Notice tone="brass">
					<p className="mb-3">
						These times are those of when this page was made, in the teacher’s own time zone: some may be
						taken by now.
					</p>
					<button type="submit" className={plainButton}>
						Show what is free now
					</button>
				</Notice>
			</div>
		</noscript>
	);
}
