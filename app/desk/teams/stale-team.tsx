import type { OfficeTeam } from "@/lib/office/team-schema";
import { plainButton } from "../../_ui/button.ts";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import { Notice } from "../../_ui/notice.tsx";
import { type Draft, handleOf, membersOfDraft, toDraft } from "./team-draft.ts";
import type { Teachers } from "./team-offers.ts";

type Props = {
	draft: Draft;
	saved: OfficeTeam;
	teachers: Teachers;
	/** Whether `saved` is the other one already. */
	seen: boolean;
	onTake: () => void;
	onReplace: () => void;
};

/** Somebody saved it otherwise meanwhile: shows in what, and lets one say which holds. */
export function StaleTeam({ draft, saved, teachers, seen, onTake, onReplace }: Props) {
	const apart = seen ? differences(toDraft(saved), draft, teachers) : [];
	return (
		<Notice tone="alarm">
			<p className="font-medium">This team was changed somewhere else since you opened it.</p>
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
function differences(other: Draft, own: Draft, teachers: Teachers): string[] {
	const lines = (draft: Draft): Record<string, string> => ({
		Name: draft.name,
		Address: handleOf(draft),
		"Who is in it":
			draft.by === "subject"
				? `all who teach ${draft.subject}`
				: membersOfDraft(draft, teachers)
						.map(({ name }) => name)
						.join(", ") || "nobody",
	});
	const mine = lines(own);
	return Object.entries(lines(other))
		.filter(([what, text]) => mine[what] !== text)
		.map(([what, text]) => `${what}: ${text}`);
}
