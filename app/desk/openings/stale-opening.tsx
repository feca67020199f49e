import type { OwnOpening } from "@/lib/office/schema";
import { plainButton } from "../../_ui/button.ts";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import { Notice } from "../../_ui/notice.tsx";
import { type Draft, joinsOf, toDraft } from "./opening-draft.ts";

type Props = {
	draft: Draft;
	saved: OwnOpening;
	zone: string;
	/** Whether `saved` is the other one already. */
	seen: boolean;
	onTake: () => void;
	onReplace: () => void;
};

/** Somebody saved it otherwise meanwhile: shows in what, and lets one say which holds. */
export function StaleOpening({ draft, saved, zone, seen, onTake, onReplace }: Props) {
	const apart = seen ? differences(toDraft(saved, zone), draft, zone) : [];
	return (
		<Notice tone="alarm">
			<p className="font-medium">This opening was changed somewhere else since you opened it.</p>
			<p className="mt-1">
				Yours is still above, not saved. {seen ? "The other one has:" : "Fetching the other one …"}
			</p>
			{seen && (
				<ul className="mt-1 list-disc pl-5">
					{apart.length ? (
						apart.map((line) => <li key={line}>{line}</li>)
					) : (
						<li>nothing that differs from yours</li>
					)}
				</ul>
			)}
			<p ref={handOverFocus} className="mt-3 flex flex-wrap gap-3">
				<button type="button" onClick={() => seen && onTake()} aria-disabled={!seen} className={plainButton}>
					Take the other one
				</button>
				<button
					type="button"
					onClick={() => seen && onReplace()}
					aria-disabled={!seen}
					className={plainButton}
				>
					Save mine instead
				</button>
			</p>
		</Notice>
	);
}

/** What the other one says where this one says otherwise. */
function differences(other: Draft, own: Draft, zone: string): string[] {
	const lines = (draft: Draft): Record<string, string> => ({
		Name: draft.name,
		"Who may come": draft.audience === "invited" ? "invited families" : "anyone",
		"How they come in": draft.waitingRoom ? "by lot" : "all at once",
		"Places from": joinsOf(draft, zone).replace("T", " "),
		"Closes at": draft.closes.replace("T", " ") || "never",
		"Bookings each": draft.bookingsEach,
		Groups: draft.groups.map(({ name, opens }) => `${name} at ${opens.replace("T", " ")}`).join("; "),
	});
	const mine = lines(own);
	return Object.entries(lines(other))
		.filter(([what, text]) => mine[what] !== text)
		.map(([what, text]) => `${what}: ${text}`);
}
