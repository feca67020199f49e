import { Notice } from "../../_ui/notice.tsx";

export function NoscriptNote() {
	return (
		<noscript>
			<div className="mb-4">
				<Notice tone="brass">
					These times are a minute old and in the teacher’s own time zone. To book one, please switch on
					JavaScript.
				</Notice>
			</div>
		</noscript>
	);
}
