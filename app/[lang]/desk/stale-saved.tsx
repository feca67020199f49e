import { plainButton } from "../../_ui/button.ts";
import { handOverFocus } from "../../_ui/hand-over-focus.ts";
import { Notice } from "../../_ui/notice.tsx";

type Props = {
	what: "opening" | "team";
	/** What is to be seen of it: `Name`: `Maths`. */
	own: Record<string, string>;
	/** The other one, once it has come. */
	other: Record<string, string> | undefined;
	onTake: () => void;
	onReplace: () => void;
};

/** Somebody saved it otherwise meanwhile: shows in what, and lets one say which holds. */
export function StaleSaved({ what, own, other, onTake, onReplace }: Props) {
	const seen = other !== undefined;
	const apart = Object.entries(other ?? {}).filter(([name, text]) => own[name] !== text);
	return (
		<Notice tone="alarm">
			<p className="font-medium">This {what} was changed somewhere else since you opened it.</p>
			<p className="mt-1">
				Yours is still above, not saved. {seen ? "The other one has:" : "Fetching the other one …"}
			</p>
			{seen && (
				<ul className="mt-1 list-disc pl-5">
					{apart.length ? (
						apart.map(([name, text]) => (
							<li key={name}>
								{name}: {text}
							</li>
						))
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
