import { alarmButton, primaryButton } from "./button.ts";
import { Dialog } from "./dialog.tsx";

/** Asks before what was typed and not saved is left behind. */
export function LeaveDialog({ onStay, onGo }: { onStay: () => void; onGo: () => void }) {
	return (
		<Dialog title="Leave without saving?" onClose={onStay}>
			<p className="mb-5 text-soft">What you have changed here is not saved yet.</p>
			<div className="grid gap-3 sm:grid-cols-2">
				<button type="button" onClick={onStay} className={primaryButton}>
					Stay here
				</button>
				<button type="button" onClick={onGo} className={alarmButton}>
					Leave without saving
				</button>
			</div>
		</Dialog>
	);
}
