import { plainButton } from "./button.ts";
import { Notice } from "./notice.tsx";

/** What a view that asks again and again says when it could not; `out` where that is because nobody is signed in any more. */
export function LostLook({ out, again }: { out: boolean; again: () => void }) {
	return (
		<Notice tone="alarm">
			<p>
				{out
					? "You are signed out. What is below is from before."
					: "We could not look just now. What is below may be out of date; we keep trying."}
			</p>
			<button
				type="button"
				onClick={() => (out ? location.reload() : again())}
				className={`${plainButton} mt-3`}
			>
				{out ? "Sign in again" : "Look now"}
			</button>
		</Notice>
	);
}
