import { Notice } from "../../_ui/notice.tsx";

export function NoscriptNote() {
	return (
		<noscript>
			<div className="mb-4">
				<Notice tone="brass">
					These times are those of when this page was made, in the teacher’s own time zone: some may be taken
					by now. To book one, please switch on JavaScript.
				</Notice>
			</div>
		</noscript>
	);
}
